import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { type SatelliteGroup, useDeleteGroup, useSatelliteGroups } from "../../api/satelliteGroups";
import type { SatelliteInfo } from "../../api/satellites";
import { useNames } from "../announce/useNames";
import { Confirm } from "../panel/Confirm";
import panel from "../panel/panel.module.css";
import { Trouble } from "../panel/Trouble";
import { GroupCard } from "./GroupCard";
import { GroupDialog } from "./GroupDialog";
import own from "./groups.module.css";
import styles from "./satellites.module.css";
import { useTold } from "./useTold";

interface Props {
  satellites: readonly SatelliteInfo[];
}

/** Groups of satellites: several that are spoken to, and ring, under one name. */
export function GroupsSection({ satellites }: Props) {
  const { t } = useTranslation();
  const groups = useSatelliteGroups();
  const names = useNames();
  const told = useTold();
  const removal = useDeleteGroup();
  const [edited, setEdited] = useState<SatelliteGroup | "new" | null>(null);
  const [asked, setAsked] = useState<SatelliteGroup | null>(null);
  const known = groups.data ?? [];
  const there = new Set(satellites.filter((one) => one.connected).map(({ id }) => id));
  const remove = ({ id, name }: SatelliteGroup) =>
    removal.mutate(id, {
      onSuccess: ({ timers, schedules, satellite_ids: ids }) => {
        const moved = timers + schedules;
        const where = ids.length === 0 ? t("announce.everywhere") : names(ids);
        notifications.show({
          message:
            moved === 0
              ? t("satellites.groups.deleted", { name })
              : t("satellites.groups.moved", { name, count: moved, where }),
          ...(moved === 0 ? {} : { autoClose: 12_000 }),
        });
      },
      onError: told.onError,
    });
  return (
    <section aria-labelledby="satellite-groups" data-testid="satellite-groups">
      <div className={own.head}>
        <h2 className={styles.group} id="satellite-groups">
          {t("satellites.groups.title")}
        </h2>
        <Button
          variant="light"
          size="sm"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => setEdited("new")}
          data-testid="group-new"
        >
          {t("satellites.groups.new")}
        </Button>
      </div>
      <Trouble
        error={groups.error}
        title={t("satellites.groups.unread")}
        onRetry={() => void groups.refetch()}
      />
      {groups.data?.length === 0 && <p className={panel.dimmed}>{t("satellites.groups.empty")}</p>}
      {known.length > 0 && (
        <ul className={styles.grid}>
          {known.map((group) => (
            <GroupCard
              key={group.id}
              group={group}
              there={group.satellite_ids.some((id) => there.has(id))}
              onEdit={() => setEdited(group)}
              onDelete={() => setAsked(group)}
            />
          ))}
        </ul>
      )}
      {edited !== null && (
        <GroupDialog
          group={edited === "new" ? null : edited}
          current={edited === "new" ? undefined : known.find(({ id }) => id === edited.id)}
          satellites={satellites}
          onClose={() => setEdited(null)}
        />
      )}
      <Confirm
        opened={asked !== null}
        title={t("satellites.groups.ask", { name: asked?.name })}
        text={t("satellites.groups.askText")}
        action={t("satellites.groups.delete")}
        onClose={() => setAsked(null)}
        onConfirm={() => {
          if (asked) {
            remove(asked);
          }
          setAsked(null);
        }}
      />
    </section>
  );
}
