import { IconDeviceSpeaker, IconBrowser } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { useAreas } from "../../api/home";
import { useSatelliteList } from "../../api/satelliteList";
import { useMay } from "../../api/useMay";
import { useLiveTurns } from "../../conversation/useLiveTurns";
import { satelliteId } from "../../satellite/identity";
import { AnnounceButton } from "../announce/AnnounceButton";
import { When } from "../panel/When";
import { SideCard } from "./SideCard";
import styles from "./SideCard.module.css";

interface RowProps {
  /** Whether who looks may open the page of satellites. */
  opens: boolean;
  connected: boolean;
  children: ReactNode;
}

function Row({ opens, connected, children }: RowProps) {
  const shared = { "data-testid": "home-satellite", "data-connected": connected };
  return opens ? (
    <Link to="/satellites" className={styles.row} {...shared}>
      {children}
    </Link>
  ) : (
    <div className={styles.row} {...shared}>
      {children}
    </div>
  );
}

/** The microphones of the house: which can be spoken to, and which hears just now. */
export function SatellitesCard() {
  const { t } = useTranslation();
  const satellites = useSatelliteList();
  const areas = useAreas().data ?? [];
  const hearing = new Set(
    useLiveTurns()
      .filter(({ done }) => !done)
      .map(({ events }) => events[0]?.satellite_id),
  );
  // Browsers come and go: one that went is no news.
  const lasting = (satellites.data ?? []).filter((one) => one.connected || one.kind !== "browser");
  const all = lasting.sort(
    (a, b) => Number(b.connected) - Number(a.connected) || a.name.localeCompare(b.name),
  );
  const here = satelliteId();
  const opens = useMay("adult");
  const connected = all.filter((one) => one.connected).length;
  return (
    <SideCard
      icon={IconDeviceSpeaker}
      title={t("home.satellites")}
      summary={t("home.satellitesOnline", { count: connected, all: all.length })}
      testId="home-satellites"
      pending={satellites.isPending}
    >
      {all.length === 0 ? (
        <p className={styles.none}>{t("home.satellitesNone")}</p>
      ) : (
        <ul className={styles.list}>
          {all.map((one) => {
            const Icon = one.kind === "browser" ? IconBrowser : IconDeviceSpeaker;
            const area = areas.find(({ id }) => id === one.area_id)?.name;
            return (
              <li key={one.id}>
                <Row opens={opens} connected={one.connected}>
                  <Icon size={19} stroke={1.8} className={styles.mark} aria-hidden />
                  <span className={styles.words}>
                    <span className={styles.first}>
                      {one.name}
                      {one.id === here && (
                        <span className={styles.here}>{t("home.thisBrowser")}</span>
                      )}
                    </span>
                    <span className={styles.second}>
                      {[area, one.connected ? null : t("home.satelliteAway")]
                        .filter(Boolean)
                        .join(" · ") || t("home.noRoom")}
                    </span>
                  </span>
                  {one.connected ? (
                    <span
                      className={styles.dot}
                      data-hearing={hearing.has(one.id)}
                      role="img"
                      aria-label={hearing.has(one.id) ? t("home.hearing") : t("home.connected")}
                    />
                  ) : (
                    one.last_seen !== null && (
                      <span className={styles.when}>
                        <When at={one.last_seen} />
                      </span>
                    )
                  )}
                </Row>
              </li>
            );
          })}
        </ul>
      )}
      {opens && connected > 0 && <AnnounceButton variant="light" size="sm" fullWidth mb="xs" />}
    </SideCard>
  );
}
