import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { factOf, type SatelliteInfo } from "../../api/satellites";
import { Section } from "../panel/Section";
import { When } from "../panel/When";
import { kindKey, kindOf } from "./kinds";
import styles from "./satellites.module.css";

/** What a satellite is, and how well it is connected. */
export function HealthSection({ satellite }: { satellite: SatelliteInfo }) {
  const { t } = useTranslation();
  const { health } = satellite;
  const facts: [string, ReactNode][] = [
    [t("satellites.health.kind"), t(kindKey(kindOf(satellite)))],
    [t("satellites.health.version"), satellite.version],
    [t("satellites.health.system"), factOf(satellite, "system")],
    [t("satellites.health.microphone"), factOf(satellite, "microphone")],
    [t("satellites.health.loudspeaker"), factOf(satellite, "loudspeaker")],
    [t("satellites.health.address"), factOf(satellite, "address")],
    [t("satellites.health.id"), satellite.id],
    [
      t("satellites.health.since"),
      health.connected_since !== null && <When at={health.connected_since} />,
    ],
    [
      t("satellites.health.seen"),
      !satellite.connected && satellite.last_seen !== null && <When at={satellite.last_seen} />,
    ],
    [
      t("satellites.health.roundTrip"),
      health.round_trip_ms !== null &&
        t("satellites.health.ms", { count: Math.max(1, Math.round(health.round_trip_ms)) }),
    ],
    [
      t("satellites.health.dropOuts"),
      <>
        {t("satellites.health.times", { count: health.drop_outs })}
        {health.last_drop_out !== null && (
          <>
            {", "}
            {t("satellites.health.lastly")} <When at={health.last_drop_out} />
          </>
        )}
      </>,
    ],
    [
      t("satellites.health.token"),
      satellite.paired ? t("satellites.health.paired") : t("satellites.health.shared"),
    ],
  ];
  return (
    <Section title={t("satellites.health.title")} testId="satellite-health">
      <dl className={styles.facts}>
        {facts
          .filter(([, fact]) => fact !== "" && fact !== false)
          .map(([name, fact]) => (
            <div key={name} style={{ display: "contents" }}>
              <dt>{name}</dt>
              <dd>{fact}</dd>
            </div>
          ))}
      </dl>
    </Section>
  );
}
