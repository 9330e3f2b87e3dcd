import { Drawer, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useTranslation } from "react-i18next";

import type { Area, Entity } from "../../api/types";
import { EntityAbout } from "./EntityAbout";
import styles from "./EntitySheet.module.css";

interface Props {
  /** Undefined: nothing is shown. Null: what was shown is gone. */
  entity: Entity | null | undefined;
  areas: readonly Area[];
  onClose: () => void;
}

/** Everything about one device: beside the page on a desk, over its lower part on a phone. */
export function EntitySheet({ entity, areas, onClose }: Props) {
  const { t } = useTranslation();
  const desk = useMediaQuery("(min-width: 48em)", true, { getInitialValueInEffect: false });
  return (
    <Drawer
      opened={entity !== undefined}
      onClose={onClose}
      position={desk ? "right" : "bottom"}
      size={desk ? 420 : "88dvh"}
      title={entity?.name ?? t("home.goneTitle")}
      closeButtonProps={{ "aria-label": t("nav.close"), size: "lg" }}
      classNames={{
        content: (desk ? styles.side : styles.sheet) ?? "",
        title: styles.title ?? "",
        header: styles.header ?? "",
      }}
    >
      {entity ? (
        <EntityAbout key={entity.id} entity={entity} areas={areas} onGone={onClose} />
      ) : (
        <Text c="dimmed">{t("home.goneText")}</Text>
      )}
    </Drawer>
  );
}
