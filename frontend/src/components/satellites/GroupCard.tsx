import { ActionIcon } from "@mantine/core";
import { IconDevices2, IconPencil, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { SatelliteGroup } from "../../api/satelliteGroups";
import { AnnounceButton } from "../announce/AnnounceButton";
import { useNames } from "../announce/useNames";
import own from "./groups.module.css";
import styles from "./satellites.module.css";

interface Props {
  group: SatelliteGroup;
  /** One of its satellites is connected. */
  there: boolean;
  onEdit: () => void;
  onDelete: () => void;
}

/** One group: its name, its satellites, and what can be done with it. */
export function GroupCard({ group, there, onEdit, onDelete }: Props) {
  const { t } = useTranslation();
  const names = useNames();
  const { name, satellite_ids: ids } = group;
  return (
    <li className={styles.card} data-connected={there} data-testid="satellite-group">
      <span className={styles.icon} aria-hidden>
        <IconDevices2 size={26} />
      </span>
      <div className={styles.about}>
        <span className={own.title}>{name}</span>
        <p className={own.members} data-testid="group-members">
          {ids.length === 0 ? t("satellites.groups.emptied") : names(ids)}
        </p>
      </div>
      <div className={own.actions}>
        <AnnounceButton
          target={`group:${group.id}`}
          variant="light"
          size="xs"
          disabled={!there}
          aria-label={t("satellites.groups.announceNamed", { name })}
        />
        <ActionIcon
          variant="subtle"
          size="lg"
          aria-label={t("satellites.groups.changeNamed", { name })}
          onClick={onEdit}
          data-testid="group-edit"
        >
          <IconPencil size={18} aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="red"
          size="lg"
          aria-label={t("satellites.groups.deleteNamed", { name })}
          onClick={onDelete}
          data-testid="group-delete"
        >
          <IconTrash size={18} aria-hidden />
        </ActionIcon>
      </div>
    </li>
  );
}
