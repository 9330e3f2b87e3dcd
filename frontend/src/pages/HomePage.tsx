import { Title } from "@mantine/core";
import { IconHomePlus } from "@tabler/icons-react";
import { lazy, Suspense, useCallback, useDeferredValue, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";

import { useAreas, useEntities } from "../api/home";
import { usePlaceFloors } from "../api/places";
import type { Entity } from "../api/types";
import { loadChunk } from "../app/loadChunk";
import { HomeFilter } from "../components/home/HomeFilter";
import { HomeHint } from "../components/home/HomeHint";
import { HomeList } from "../components/home/HomeList";
import { HomeWaiting } from "../components/home/HomeWaiting";
import { SaidCard } from "../components/home/SaidCard";
import { SatellitesCard } from "../components/home/SatellitesCard";
import { UpcomingCard } from "../components/home/UpcomingCard";
import { EmptyState } from "../components/panel/EmptyState";
import { Trouble } from "../components/panel/Trouble";
import { TimersCard } from "../components/TimersCard";
import { type Category, countCategories, fits, isOf } from "../home/categories";
import { useLayoutOf } from "../home/useLayoutOf";
import { useSatellite } from "../satellite/SatelliteContext";
import styles from "./HomePage.module.css";

const EntitySheet = lazy(async () => {
  const file = await loadChunk(() => import("../components/home/EntitySheet"));
  return { default: file.EntitySheet };
});

const NOTHING: readonly never[] = [];

/** The house: its rooms and what is in them, timers, satellites, and what was just said. */
export function HomePage() {
  const { t } = useTranslation();
  const { area: here } = useSatellite();
  const entities = useEntities();
  const areas = useAreas();
  const floors = usePlaceFloors();
  const [search, setSearch] = useState("");
  const [category, setCategory] = useState<Category | null>(null);
  const [params, setParams] = useSearchParams();
  const shownId = params.get("device");
  const [opened, setOpened] = useState(false);
  if (shownId !== null && !opened) {
    setOpened(true); // from now on it stays, so that it can close smoothly
  }
  const show = useCallback(
    (id: string | null) =>
      setParams((before) => {
        const after = new URLSearchParams(before);
        after.delete("device");
        if (id !== null) {
          after.set("device", id);
        }
        return after;
      }),
    [setParams],
  );
  const all = entities.data ?? NOTHING;
  const places = areas.data ?? NOTHING;
  const byId = useMemo(() => new Map(all.map((entity) => [entity.id, entity])), [all]);
  const wanted = useDeferredValue(search);
  const found = useMemo(() => {
    const names = new Map(places.map(({ id, name }) => [id, name]));
    return all.filter(
      (entity: Entity) =>
        (category === null || isOf(entity, category)) &&
        fits(entity, names.get(entity.area_id ?? "") ?? "", wanted),
    );
  }, [all, places, category, wanted]);
  const laidOut = useLayoutOf(found);
  const counts = useMemo(() => countCategories(all), [all]);
  const filtered = wanted.trim() !== "" || category !== null;
  const ready = entities.data !== undefined && areas.data !== undefined;
  const error = entities.error ?? areas.error;
  const retry = () => void Promise.all([entities.refetch(), areas.refetch(), floors.refetch()]);
  return (
    <div className={styles.page} data-home-page data-testid="home-page">
      <div className={styles.head} data-above-list>
        <Title order={1}>{t("home.title")}</Title>
        {all.length > 0 && (
          <HomeFilter
            search={search}
            onSearch={setSearch}
            counts={counts}
            category={category}
            onCategory={setCategory}
          />
        )}
        <Trouble error={error} title={t("home.failed")} onRetry={retry} />
      </div>
      <aside className={styles.side} aria-label={t("home.now")} data-above-list>
        <TimersCard />
        <UpcomingCard />
        <SaidCard />
        <SatellitesCard />
      </aside>
      <section className={styles.rooms} aria-label={t("home.rooms")}>
        {!ready && !error && <HomeWaiting />}
        {ready && all.length === 0 && (
          <EmptyState icon={IconHomePlus} title={t("home.empty")} testId="home-empty">
            <HomeHint />
          </EmptyState>
        )}
        {ready && all.length > 0 && places.length === 0 && <HomeHint rooms />}
        {ready && filtered && laidOut.length === 0 && (
          <p className={styles.none} role="status">
            {t("home.nothingFound")}
          </p>
        )}
        {ready && all.length > 0 && (
          <HomeList
            floors={floors.data ?? NOTHING}
            areas={places}
            entities={laidOut}
            byId={byId}
            here={here}
            withEmpty={!filtered}
            onDetails={show}
            shownId={shownId}
          />
        )}
      </section>
      <Suspense>
        {opened && (
          <EntitySheet
            entity={shownId === null || !ready ? undefined : (byId.get(shownId) ?? null)}
            areas={places}
            onClose={() => show(null)}
          />
        )}
      </Suspense>
    </div>
  );
}
