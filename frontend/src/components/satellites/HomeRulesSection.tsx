import { NativeSelect, NumberInput, Switch } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { type HomeSettings, useChangeHomeSettings, useHomeSettings } from "../../api/homeSettings";
import { useMay } from "../../api/useMay";
import { Section } from "../panel/Section";
import { HoursInputs } from "./HoursInputs";
import { readHours, USUAL_HOURS, writeHours } from "./quietHours";
import { SectionRefusal } from "./SectionRefusal";
import styles from "./satellites.module.css";

const EARSHOT = ["home", "floor", "area"] as const;

/** What counts for all satellites that were told nothing else. */
export function HomeRulesSection() {
  const { t } = useTranslation();
  const may = useMay("adult");
  const settings = useHomeSettings().data;
  const change = useChangeHomeSettings();
  const [volume, setVolume] = useState<number | null>(null);
  if (!may || settings === undefined) return null;
  const { earshot, quiet_hours: quiet, quiet_volume: loud, quiet_announcements: told } = settings;
  const hours = readHours(quiet);
  const set = (changes: Partial<HomeSettings>, was: Partial<HomeSettings>) =>
    change.mutate({ changes, was });
  const setQuiet = (written: string) => set({ quiet_hours: written }, { quiet_hours: quiet });
  return (
    <Section title={t("satellites.rules.title")} testId="home-rules">
      <NativeSelect
        mt="md"
        size="md"
        label={t("satellites.earshot.label")}
        description={t("satellites.earshot.homeHelp")}
        value={earshot}
        onChange={(event) =>
          set(
            { earshot: EARSHOT.find((one) => one === event.currentTarget.value) ?? "home" },
            { earshot },
          )
        }
        data={EARSHOT.map((value) => ({ value, label: t(`satellites.earshot.${value}`) }))}
        data-testid="home-earshot"
      />
      <Switch
        mt="md"
        label={t("satellites.rules.quiet")}
        description={t("satellites.quiet.help")}
        checked={hours !== null}
        onChange={(event) =>
          setQuiet(event.currentTarget.checked ? (writeHours(USUAL_HOURS) ?? "") : "")
        }
        data-testid="home-quiet"
      />
      {hours !== null && (
        <>
          <HoursInputs hours={hours} onChosen={setQuiet} />
          <div className={styles.fields}>
            <NumberInput
              size="md"
              label={t("satellites.rules.volume")}
              min={1}
              max={100}
              allowDecimal={false}
              suffix=" %"
              value={volume ?? loud}
              onChange={(value) => setVolume(typeof value === "number" ? value : null)}
              onBlur={() => {
                if (volume !== null && volume !== loud && volume >= 1) {
                  set({ quiet_volume: volume }, { quiet_volume: loud });
                }
                setVolume(null);
              }}
              data-testid="home-quiet-volume"
            />
          </div>
          <Switch
            mt="md"
            label={t("satellites.rules.announcements")}
            description={t("satellites.quiet.rings")}
            checked={told}
            onChange={(event) =>
              set(
                { quiet_announcements: event.currentTarget.checked },
                { quiet_announcements: told },
              )
            }
            data-testid="home-quiet-announcements"
          />
        </>
      )}
      <SectionRefusal
        change={change}
        onOverwrite={() => change.mutate({ changes: change.variables?.changes ?? {} })}
      />
    </Section>
  );
}
