import { ActionIcon, Tooltip } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

interface Props {
  /** What is removed, for those who do not see the row. */
  label: string;
  onClick: () => void;
}

/** The bin at the end of a row. */
export function RemoveButton({ label, onClick }: Props) {
  const { t } = useTranslation();
  return (
    <Tooltip label={t("tokens.remove")}>
      <ActionIcon
        variant="subtle"
        color="red"
        size={40}
        radius="xl"
        aria-label={label}
        onClick={onClick}
      >
        <IconTrash size={19} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
