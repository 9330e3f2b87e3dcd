import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useHomeSettings } from "../../api/homeSettings";
import { type SatelliteInfo, useChangeSatellite } from "../../api/satellites";
import panel from "../panel/panel.module.css";
import { Section } from "../panel/Section";
import { HoursInputs } from "./HoursInputs";
import { readHours, USUAL_HOURS, writeHours } from "./quietHours";
import { SectionRefusal } from "./SectionRefusal";
import styles from "./satellites.module.css";

const NEVER = "none";
const EARSHOT = ["", "home", "floor", "area", "none"] as const;

/** When a satellite is quiet, and with which others it is agreed who answers. */
export function QuietSection({ satellite }: { satellite: SatelliteInfo }) {
  const { t } = useTranslation();
  const change = useChangeSatellite(satellite.id);
  const homeHours = useHomeSettings().data?.quiet_hours ?? "";
  const { quiet_hours: quiet, earshot } = satellite;
  const hours = readHours(quiet);
  const setQuiet = (written: string) =>
    change.mutate({ changes: { quiet_hours: written }, was: { quiet_hours: quiet } });
  return (
    <Section title={t("satellites.quiet.title")} testId="satellite-quiet">
      <div className={styles.fields}>
        <NativeSelect
          label={t("satellites.quiet.when")}
          description={t("satellites.quiet.help")}
          size="md"
          value={hours === null ? quiet : "own"}
          onChange={(event) => {
            const { value } = event.currentTarget;
            setQuiet(value === "own" ? (writeHours(USUAL_HOURS) ?? "") : value);
          }}
          data={[
            {
              value: "",
              label: t("satellites.quiet.home", {
                hours: homeHours === "" ? t("satellites.quiet.never") : homeHours,
              }),
            },
            { value: NEVER, label: t("satellites.quiet.neverHere") },
            { value: "own", label: t("satellites.quiet.own") },
          ]}
          data-testid="satellite-quiet-hours"
        />
        <NativeSelect
          label={t("satellites.earshot.label")}
          description={t("satellites.earshot.help")}
          size="md"
          value={earshot}
          onChange={(event) => {
            const chosen = EARSHOT.find((one) => one === event.currentTarget.value) ?? "";
            change.mutate({ changes: { earshot: chosen }, was: { earshot } });
          }}
          data={EARSHOT.map((value) => ({
            value,
            label: t(`satellites.earshot.${value === "" ? "asHome" : value}`),
          }))}
          data-testid="satellite-earshot"
        />
      </div>
      {hours !== null && <HoursInputs hours={hours} onChosen={setQuiet} />}
      <p className={panel.dimmed}>{t("satellites.quiet.rings")}</p>
      <SectionRefusal
        change={change}
        onOverwrite={() => change.mutate({ changes: change.variables?.changes ?? {} })}
      />
    </Section>
  );
}
