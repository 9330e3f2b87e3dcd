import { Button } from "@mantine/core";
import { IconMicrophone, IconQuote } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { useAnnouncements } from "../../api/announcements";
import { When } from "../panel/When";
import styles from "./announce.module.css";

const SHOWN = 3;

interface Props {
  names: (ids: readonly string[]) => string;
  /** Somebody wants to say a text again. */
  onAgain: (text: string) => void;
}

/** What was announced last, where it was heard and where not; a text can be said again. */
export function LastAnnounced({ names, onAgain }: Props) {
  const { t } = useTranslation();
  const last = (useAnnouncements().data ?? []).slice(0, SHOWN);
  if (last.length === 0) {
    return null;
  }
  return (
    <section aria-label={t("announce.last")}>
      <h3 className={styles.lastTitle}>{t("announce.last")}</h3>
      <ul className={styles.last}>
        {last.map((one) => {
          const Icon = one.recorded ? IconMicrophone : IconQuote;
          return (
            <li key={one.id} data-testid="announced">
              <Icon size={17} stroke={1.8} className={styles.mark} aria-hidden />
              <span className={styles.words}>
                <span className={styles.said}>
                  {one.recorded ? t("announce.ownVoice") : one.text}
                </span>
                <span className={styles.about}>
                  {one.by !== "" && <>{one.by} · </>}
                  <When at={one.at} />
                  {one.announced.length > 0 && <> · {names(one.announced)}</>}
                </span>
                {one.muted.length > 0 && (
                  <span className={styles.missed}>
                    {t("announce.muted", { where: names(one.muted) })}
                  </span>
                )}
                {one.missed.length > 0 && (
                  <span className={styles.missed}>
                    {t("announce.away", { where: names(one.missed) })}
                  </span>
                )}
              </span>
              {!one.recorded && (
                <Button
                  size="compact-sm"
                  variant="subtle"
                  aria-label={t("announce.againNamed", { text: one.text })}
                  onClick={() => onAgain(one.text)}
                >
                  {t("announce.again")}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
