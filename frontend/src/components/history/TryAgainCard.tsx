import { useState } from "react";
import { useTranslation } from "react-i18next";

import { type Cure, type RunDetail, useCures } from "../../api/history";
import { Section } from "../panel/Section";
import { CureRow } from "./CureRow";
import styles from "./RunView.module.css";
import { TryAgain } from "./TryAgain";

/** A command that went well, once more; or one that was carried out and never meant as one. */
export function TryAgainCard({ run, query }: { run: RunDetail; query: string }) {
  const { t } = useTranslation();
  const cures = useCures(run.run_id);
  const [kept, setKept] = useState<Cure[]>();
  const mistaken = (kept ?? cures.data ?? []).find(({ kind }) => kind === "not_a_command");
  return (
    <Section title={t("history.again.title")} testId="run-again">
      <TryAgain run={run} query={query} />
      {mistaken && (
        <ul className={styles.cures} aria-label={t("history.mistaken")}>
          <CureRow
            runId={run.run_id}
            cure={mistaken}
            onDone={() => setKept((before) => before ?? cures.data)}
            onStale={() => {
              setKept(undefined);
              return cures.refetch();
            }}
          />
        </ul>
      )}
    </Section>
  );
}
