import { Alert, Button } from "@mantine/core";
import { IconHomePlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { useMay } from "../../api/useMay";

interface Props {
  /** There are devices, but no rooms to put them into. */
  rooms?: boolean;
}

/** What to do next in a home that has no devices, or no rooms. */
export function HomeHint({ rooms = false }: Props) {
  const { t } = useTranslation();
  const adds = useMay("adult");
  if (!adds) {
    return rooms ? null : <p>{t("home.emptyGuest")}</p>;
  }
  if (!rooms) {
    return (
      <>
        <p>{t("home.emptyText")}</p>
        <Button component={Link} to="/integrations" mt="xs">
          {t("home.addDevices")}
        </Button>
      </>
    );
  }
  return (
    <Alert
      radius="lg"
      mb="md"
      icon={<IconHomePlus />}
      title={t("home.noRooms")}
      data-testid="home-no-rooms"
    >
      {t("home.noRoomsText")}
      <div>
        <Button component={Link} to="/settings/areas" mt="sm" size="xs">
          {t("home.addRooms")}
        </Button>
      </div>
    </Alert>
  );
}
