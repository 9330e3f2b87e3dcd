import { Skeleton } from "@mantine/core";
import { IconDeviceSpeaker } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { useAreas } from "../api/home";
import { inOrder, usePairing, useSatellites } from "../api/satellites";
import { AnnounceButton } from "../components/announce/AnnounceButton";
import { EmptyState } from "../components/panel/EmptyState";
import { Page } from "../components/panel/Page";
import { PageHead } from "../components/panel/PageHead";
import { Trouble } from "../components/panel/Trouble";
import { DiscoveredList } from "../components/satellites/DiscoveredList";
import { GroupsSection } from "../components/satellites/GroupsSection";
import { HomeRulesSection } from "../components/satellites/HomeRulesSection";
import { JoinHelp } from "../components/satellites/JoinHelp";
import { PairingCard } from "../components/satellites/PairingCard";
import { SatelliteCard } from "../components/satellites/SatelliteCard";
import styles from "../components/satellites/satellites.module.css";
import { satelliteId } from "../satellite/identity";

/** The microphones and loudspeakers of the home, and the devices that want to join. */
export function SatellitesPage() {
  const { t } = useTranslation();
  const satellites = useSatellites();
  const pairing = usePairing();
  const areas = useAreas().data ?? [];
  const known = inOrder(satellites.data ?? []);
  const there = known.filter(({ connected }) => connected);
  const here = satelliteId();
  return (
    <Page testId="satellites-page">
      <PageHead
        title={t("satellites.title")}
        intro={t("satellites.intro")}
        actions={<AnnounceButton disabled={there.length === 0} />}
      />
      <Trouble error={pairing.error} title={t("satellites.pairing.unread")} />
      <div aria-live="polite">
        {pairing.data && pairing.data.length > 0 && (
          <>
            <h2 className={styles.group}>
              {t("satellites.pairing.title", { count: pairing.data.length })}
            </h2>
            <ul className={styles.grid}>
              {pairing.data.map((one) => (
                <PairingCard key={one.id} pairing={one} areas={areas} />
              ))}
            </ul>
          </>
        )}
      </div>
      <Trouble
        error={satellites.error}
        title={t("satellites.unread")}
        onRetry={() => void satellites.refetch()}
      />
      {satellites.isPending && (
        <div className={styles.grid} aria-busy="true" aria-label={t("app.loading")}>
          {[0, 1, 2].map((index) => (
            <Skeleton key={index} height={92} radius={22} />
          ))}
        </div>
      )}
      {satellites.data?.length === 0 && (
        <EmptyState icon={IconDeviceSpeaker} title={t("satellites.empty")}>
          {t("satellites.emptyText")}
        </EmptyState>
      )}
      {known.length > 0 && (
        <>
          <h2 className={styles.group}>{t("satellites.yours")}</h2>
          <ul className={styles.grid} data-testid="satellites">
            {known.map((satellite) => (
              <SatelliteCard
                key={satellite.id}
                satellite={satellite}
                area={areas.find(({ id }) => id === satellite.area_id)?.name}
                here={satellite.id === here}
              />
            ))}
          </ul>
        </>
      )}
      {known.length > 1 && <GroupsSection satellites={known} />}
      <div className={styles.desk} style={{ marginTop: 26 }}>
        <JoinHelp />
        <DiscoveredList />
        <HomeRulesSection />
      </div>
    </Page>
  );
}
