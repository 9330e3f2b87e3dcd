import { Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { useAreas, useEntities } from "../api/home";
import { entityPlace } from "../home/place";
import { nearest } from "../home/nearest";
import { useSatellite } from "../satellite/SatelliteContext";
import { EntityCard } from "./EntityCard";
import styles from "./TalkSide.module.css";
import { TimersCard } from "./TimersCard";

const SHOWN = 12;

/** Beside the conversation: timers, and the devices one is most likely talking about. */
export function TalkSide() {
  const { t } = useTranslation();
  const { area } = useSatellite();
  const navigate = useNavigate();
  const entities = useEntities().data ?? [];
  const room = (useAreas().data ?? []).find(({ name }) => name === area);
  const shown = nearest(entities, room?.id ?? null, SHOWN);
  return (
    <>
      <TimersCard />
      {shown.length > 0 && (
        <Title order={2} className={styles.title}>
          {room ? room.name : t("talk.lately")}
        </Title>
      )}
      <ul className={styles.grid}>
        {shown.map((entity) => (
          <li key={entity.id}>
            <EntityCard entity={entity} onDetails={(id) => void navigate(entityPlace(id))} />
          </li>
        ))}
      </ul>
    </>
  );
}
