import { Button, Loader } from "@mantine/core";
import { IconFocusCentered, IconVolumeOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { type SatelliteInfo, useOrderSatellite } from "../../api/satellites";
import { When } from "../panel/When";
import { KindIcon } from "./KindIcon";
import { kindKey, kindOf } from "./kinds";
import { useTold } from "./useTold";
import styles from "./satellites.module.css";

interface Props {
  satellite: SatelliteInfo;
  area: string | undefined;
  /** It is this very browser. */
  here: boolean;
}

/** One satellite in the list: what it is, where it stands, and whether it is there. */
export function SatelliteCard({ satellite, area, here }: Props) {
  const { t } = useTranslation();
  const told = useTold();
  const kind = kindOf(satellite);
  const identify = useOrderSatellite(satellite.id, "identify");
  return (
    <li className={styles.card} data-connected={satellite.connected} data-testid="satellite">
      <span className={styles.icon} aria-hidden>
        <KindIcon kind={kind} size={26} />
        <span className={styles.dot} data-on={satellite.connected} />
      </span>
      <div className={styles.about}>
        <Link
          className={styles.name}
          to={`/satellites/${encodeURIComponent(satellite.id)}`}
          data-testid="satellite-link"
        >
          {satellite.name}
        </Link>
        <p className={styles.line}>
          {[here ? t("satellites.thisBrowser") : t(kindKey(kind)), area]
            .filter(Boolean)
            .join(" · ")}
        </p>
        <p className={styles.line} data-testid="satellite-state">
          {satellite.connected ? t("satellites.there") : t("satellites.away")}
          {!satellite.connected && satellite.last_seen !== null && (
            <>
              {" · "}
              {t("satellites.lastSeen")} <When at={satellite.last_seen} />
            </>
          )}
          {satellite.muted && (
            <>
              {" · "}
              <IconVolumeOff size={14} aria-hidden className={styles.inline} />{" "}
              {t("satellites.muted")}
            </>
          )}
        </p>
      </div>
      {satellite.connected && (
        <Button
          variant="light"
          size="compact-md"
          className={styles.action}
          leftSection={
            identify.isPending ? <Loader size={15} /> : <IconFocusCentered size={17} aria-hidden />
          }
          aria-label={t("satellites.identifyNamed", { name: satellite.name })}
          onClick={() => identify.mutate(undefined, told)}
          data-testid="satellite-identify"
        >
          {t("satellites.identify")}
        </Button>
      )}
    </li>
  );
}
