import { Anchor, Button, Skeleton } from "@mantine/core";
import { IconArrowLeft, IconFocusCentered } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";

import { useAreas } from "../api/home";
import { can, type SatelliteInfo, useOrderSatellite, useSatellites } from "../api/satellites";
import { Page } from "../components/panel/Page";
import { PageHead } from "../components/panel/PageHead";
import { Trouble } from "../components/panel/Trouble";
import { AnnounceButton } from "../components/announce/AnnounceButton";
import { BrowserSection } from "../components/satellites/BrowserSection";
import { ControlSection } from "../components/satellites/ControlSection";
import { DrivingProblem } from "../components/satellites/DrivingProblem";
import { ForgetSection } from "../components/satellites/ForgetSection";
import { HealthSection } from "../components/satellites/HealthSection";
import { LevelSection } from "../components/satellites/LevelSection";
import { LogSection } from "../components/satellites/LogSection";
import { QuietSection } from "../components/satellites/QuietSection";
import { PlaceSection } from "../components/satellites/PlaceSection";
import styles from "../components/satellites/satellites.module.css";
import { SoundSection } from "../components/satellites/SoundSection";
import { PersonSection } from "../components/satellites/PersonSection";
import { SpeechSection } from "../components/satellites/SpeechSection";
import { useTold } from "../components/satellites/useTold";
import { WakeWordsSection } from "../components/satellites/WakeWordsSection";
import { satelliteId } from "../satellite/identity";

/** One satellite: everything that can be seen and set. */
export function SatellitePage() {
  const { t } = useTranslation();
  const { id = "" } = useParams();
  const satellites = useSatellites();
  const satellite = satellites.data?.find((one) => one.id === id);
  const back = (
    <Anchor component={Link} to="/satellites" size="sm">
      <IconArrowLeft size={15} aria-hidden style={{ verticalAlign: "-2px" }} />{" "}
      {t("satellites.title")}
    </Anchor>
  );
  if (satellite) {
    return <Known key={satellite.id} satellite={satellite} back={back} />;
  }
  return (
    <Page testId="satellite-page">
      <PageHead
        title={satellites.data ? t("satellites.gone") : t("satellites.title")}
        intro={satellites.data && t("satellites.goneText")}
        above={back}
      />
      {satellites.isPending && <Skeleton height={220} radius={22} aria-busy="true" />}
      <Trouble
        error={satellites.error}
        title={t("satellites.unread")}
        onRetry={() => void satellites.refetch()}
      />
    </Page>
  );
}

interface Props {
  satellite: SatelliteInfo;
  back: React.ReactNode;
}

function Known({ satellite, back }: Props) {
  const { t } = useTranslation();
  const areas = useAreas().data ?? [];
  const told = useTold();
  const identify = useOrderSatellite(satellite.id, "identify");
  const here = satellite.id === satelliteId();
  return (
    <Page testId="satellite-page">
      <PageHead
        title={satellite.name}
        intro={
          <span data-testid="satellite-standing" data-connected={satellite.connected}>
            {satellite.connected ? t("satellites.there") : t("satellites.awayLong")}
          </span>
        }
        above={back}
        actions={
          <>
            <AnnounceButton
              variant="default"
              disabled={!satellite.connected}
              target={`satellite:${satellite.id}`}
            />
            <Button
              leftSection={<IconFocusCentered size={18} aria-hidden />}
              disabled={!satellite.connected}
              loading={identify.isPending}
              onClick={() => identify.mutate(undefined, told)}
              data-testid="satellite-identify"
            >
              {t("satellites.identify")}
            </Button>
          </>
        }
      />
      <DrivingProblem satellite={satellite} />
      <div className={styles.desk}>
        <PlaceSection satellite={satellite} areas={areas} />
        <SoundSection satellite={satellite} />
        {here && <BrowserSection />}
        {!here && can(satellite, "level") && <LevelSection satellite={satellite} />}
        <SpeechSection satellite={satellite} />
        <PersonSection satellite={satellite} />
        {(satellite.kind !== "browser" || can(satellite, "wake")) && (
          <WakeWordsSection satellite={satellite} />
        )}
        <QuietSection satellite={satellite} />
        <ControlSection satellite={satellite} areas={areas} />
        <HealthSection satellite={satellite} />
      </div>
      <div style={{ display: "grid", gap: 16, marginTop: 16 }}>
        <LogSection satellite={satellite} />
        <ForgetSection satellite={satellite} here={here} />
      </div>
    </Page>
  );
}
