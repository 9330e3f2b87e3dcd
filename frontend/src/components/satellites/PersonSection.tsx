import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { usePeople } from "../../api/people";
import { useAgents } from "../../api/recognisers";
import { type SatelliteChange, type SatelliteInfo, useChangeSatellite } from "../../api/satellites";
import { Section } from "../panel/Section";
import { SectionRefusal } from "./SectionRefusal";
import styles from "./satellites.module.css";

const AGENT = ["", "yes", "no"] as const;

/** Whose satellite it is, and whether the conversation agent may answer there. */
export function PersonSection({ satellite }: { satellite: SatelliteInfo }) {
  const { t } = useTranslation();
  const change = useChangeSatellite(satellite.id);
  const people = usePeople().data ?? [];
  const agents = useAgents().data ?? [];
  const gone = satellite.person !== "" && !people.some(({ id }) => id === satellite.person);
  // In a browser it is who signed in there.
  const owned = satellite.kind !== "browser" || satellite.paired;
  const answers = agents.length > 0 || satellite.agent !== "";
  const set = (changes: SatelliteChange, was: SatelliteChange) => change.mutate({ changes, was });
  if (!owned && !answers) {
    return null;
  }
  return (
    <Section title={t("satellites.belongs")} testId="satellite-belongs">
      <div className={styles.fields}>
        {owned && (
          <NativeSelect
            label={t("satellites.person")}
            description={t("satellites.personHelp")}
            size="md"
            value={satellite.person}
            onChange={(event) =>
              set({ person: event.currentTarget.value }, { person: satellite.person })
            }
            data={[
              { value: "", label: t("satellites.everybody") },
              ...people.map(({ id, name }) => ({ value: id, label: name })),
              ...(gone ? [{ value: satellite.person, label: t("satellites.personGone") }] : []),
            ]}
            data-testid="satellite-person"
          />
        )}
        {answers && (
          <NativeSelect
            label={t("satellites.agent")}
            description={t("satellites.agentHelp")}
            size="md"
            value={satellite.agent}
            onChange={(event) => {
              const agent = AGENT.find((one) => one === event.currentTarget.value) ?? "";
              set({ agent }, { agent: satellite.agent });
            }}
            data={AGENT.map((value) => ({
              value,
              label: t(`satellites.agentAnswers.${value === "" ? "home" : value}`),
            }))}
            data-testid="satellite-agent"
          />
        )}
      </div>
      <SectionRefusal
        change={change}
        onOverwrite={() => change.mutate({ changes: change.variables?.changes ?? {} })}
      />
    </Section>
  );
}
