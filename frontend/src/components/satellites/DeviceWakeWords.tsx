import { Button, Checkbox, Radio } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { chosenWakeWords, type SatelliteInfo, useChooseWakeWords } from "../../api/satellites";
import panel from "../panel/panel.module.css";
import { Section } from "../panel/Section";
import { afterSwitching, type DeviceWords, listenedFor } from "./deviceWords";
import styles from "./satellites.module.css";
import { SectionRefusal } from "./SectionRefusal";

interface Props {
  satellite: SatelliteInfo;
  own: DeviceWords;
}

/** Which of the wake words that are in a device wake it. */
export function DeviceWakeWords({ satellite, own }: Props) {
  const { t } = useTranslation();
  const choose = useChooseWakeWords(satellite.id);
  const kept = chosenWakeWords(satellite);
  // Shown at once, and taken back when the hub refuses.
  const chosen = choose.isPending ? choose.variables.choice : kept;
  const now = listenedFor(own, chosen);
  const one = own.most === 1;
  const Mark = one ? Radio : Checkbox;
  const mark = (id: string, on: boolean) => {
    const choice = afterSwitching(own, now, id, on);
    if (choice !== null) {
      choose.mutate({ choice, was: kept });
    }
  };
  return (
    <Section
      title={t("satellites.wake.title")}
      testId="satellite-wake"
      aside={
        chosen !== null && (
          <Button
            variant="subtle"
            size="compact-sm"
            loading={choose.isPending && choose.variables.choice === null}
            onClick={() => choose.mutate({ choice: null, was: kept })}
            data-testid="wake-leave"
          >
            {t("satellites.wake.leave")}
          </Button>
        )
      }
    >
      <p className={panel.dimmed}>
        {own.words.length === 0
          ? t("satellites.wake.inDeviceNone")
          : t("satellites.wake.inDevice", { count: own.most })}{" "}
        {chosen === null && own.words.length > 0 && t("satellites.wake.inDeviceItself")}
      </p>
      <ul className={panel.list} aria-label={t("satellites.wake.title")}>
        {own.words.map(({ id, phrase }) => {
          const on = now.includes(id);
          const stays = on && (one || now.length === 1);
          return (
            <li key={id} className={styles.word} data-testid="wake-word">
              <Mark
                label={phrase}
                name={`wake-${satellite.id}`}
                checked={on}
                disabled={choose.isPending || (!one && (stays || (!on && now.length >= own.most)))}
                onChange={(event) => mark(id, event.currentTarget.checked)}
              />
            </li>
          );
        })}
      </ul>
      <SectionRefusal
        change={choose}
        onOverwrite={() => choose.mutate({ choice: choose.variables?.choice ?? null })}
      />
    </Section>
  );
}
