import { Alert, Button, Skeleton, Stack, Text, Title } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import { useAreas, useEntities } from "../api/home";
import { explain } from "../api/problem";
import { groupByArea } from "../home/grouping";
import { useShownEntity } from "../home/useShownEntity";
import { isActive } from "../home/activity";
import { useSatellite } from "../satellite/SatelliteContext";
import { AreaSection } from "./AreaSection";
import styles from "./HomePanel.module.css";
import { TimersCard } from "./TimersCard";

const PLACEHOLDERS = [0, 1, 2, 3];
const SWITCHED = new Set(["light", "switch", "fan", "media_player"]);

/** The house: running timers, and what is in each room. */
export function HomePanel() {
  const { t } = useTranslation();
  const { area } = useSatellite();
  const entities = useEntities();
  const areas = useAreas();
  const groups = useMemo(
    () => groupByArea(areas.data ?? [], entities.data ?? [], area),
    [areas.data, entities.data, area],
  );
  useShownEntity(Boolean(entities.data && areas.data));
  const on = (entities.data ?? []).filter(
    (entity) => SWITCHED.has(entity.domain) && isActive(entity),
  ).length;
  const error = entities.error ?? areas.error;
  return (
    <>
      <TimersCard />
      <div className={styles.head}>
        <Title order={2} className={styles.title}>
          {t("home.title")}
        </Title>
        {on > 0 && <span className={styles.count}>{t("home.on", { count: on })}</span>}
      </div>
      {error && (
        <Alert color="orange" radius="lg" title={t("home.failed")} mb="md">
          <Text size="sm">{explain(error)}</Text>
          <Button
            mt="sm"
            size="xs"
            variant="light"
            onClick={() => void Promise.all([entities.refetch(), areas.refetch()])}
          >
            {t("home.retry")}
          </Button>
        </Alert>
      )}
      {entities.isPending || areas.isPending ? (
        <Stack gap="sm" aria-busy="true" aria-label={t("home.loading")}>
          {PLACEHOLDERS.map((index) => (
            <Skeleton key={index} height={76} radius={20} />
          ))}
        </Stack>
      ) : (
        groups.map((group) => (
          <AreaSection
            key={group.area?.id ?? ""}
            group={group}
            here={area !== "" && group.area?.name === area}
          />
        ))
      )}
      {entities.data?.length === 0 && (
        <div className={styles.empty}>
          <Text fw={600}>{t("home.empty")}</Text>
          <Text size="sm">{t("home.emptyText")}</Text>
        </div>
      )}
    </>
  );
}
