import { Button } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { type SatelliteInfo, useForgetSatellite } from "../../api/satellites";
import { Confirm } from "../panel/Confirm";
import panel from "../panel/panel.module.css";
import { Section } from "../panel/Section";
import { useTold } from "./useTold";

interface Props {
  satellite: SatelliteInfo;
  /** It is this very browser. */
  here: boolean;
}

/** The way to get rid of a satellite. */
export function ForgetSection({ satellite, here }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const told = useTold();
  const forget = useForgetSatellite();
  const [asking, setAsking] = useState(false);
  const words = here
    ? t("satellites.forget.here")
    : satellite.paired
      ? t("satellites.forget.paired")
      : t("satellites.forget.shared");
  return (
    <Section
      title={t("satellites.forget.title")}
      aside={
        <Button
          variant="light"
          color="red"
          leftSection={<IconTrash size={17} aria-hidden />}
          loading={forget.isPending}
          onClick={() => setAsking(true)}
          data-testid="satellite-forget"
        >
          {t("satellites.forget.action")}
        </Button>
      }
    >
      <p className={panel.dimmed}>{words}</p>
      <Confirm
        opened={asking}
        title={t("satellites.forget.ask", { name: satellite.name })}
        text={words}
        action={t("satellites.forget.action")}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          // The live news may take this card away before the answer comes.
          void forget.mutateAsync(satellite.id).then(() => navigate("/satellites"), told.onError);
        }}
      />
    </Section>
  );
}
