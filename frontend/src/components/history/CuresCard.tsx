import { Skeleton } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { type Cure, type RunDetail, useCures } from "../../api/history";
import { faultOf } from "../../history/understood";
import { Section } from "../panel/Section";
import { Trouble } from "../panel/Trouble";
import { AliasChoice } from "./AliasChoice";
import { CureLink } from "./CureLink";
import { CureRow } from "./CureRow";
import styles from "./RunView.module.css";
import { TeachSentence } from "./TeachSentence";
import { TryAgain } from "./TryAgain";
import { useReason } from "./useReason";

interface Props {
  run: RunDetail;
  /** The filter of the list. */
  query: string;
}

const LEARNABLE = new Set(["not_understood", "asked"]);

/** Why the command was not done, what would help, and trying it again. */
export function CuresCard({ run, query }: Props) {
  const { t } = useTranslation();
  const reason = useReason();
  const cures = useCures(run.run_id);
  const [kept, setKept] = useState<Cure[]>();
  // What was applied is no cure any more, but stays to be seen and undone.
  const shown = kept ?? cures.data ?? [];
  const keep = () => setKept((before) => before ?? cures.data);
  const again = () => {
    setKept(undefined);
    return cures.refetch();
  };
  const shownCure = (cure: Cure) => {
    const key = [cure.kind, cure.place, cure.id, cure.text, cure.means].join("|");
    if (cure.is_link) {
      return <CureLink key={key} cure={cure} />;
    }
    if (cure.kind === "alias" && cure.id === "") {
      return <AliasChoice key={key} runId={run.run_id} cure={cure} onDone={keep} />;
    }
    return <CureRow key={key} runId={run.run_id} cure={cure} onDone={keep} onStale={again} />;
  };
  const fault = faultOf(run);
  const why = reason(run.error ?? "error");
  const more = [run.reason, fault.message, fault.reason, fault.cure].filter(
    (text, index, all) => text !== "" && text !== run.reply && all.indexOf(text) === index,
  );
  const said = run.text || (run.alternatives?.[0]?.text ?? "");
  return (
    <Section title={t("history.why.title")} testId="run-why">
      <p className={styles.reason} data-testid="run-reason" data-code={run.error}>
        {why}
      </p>
      {more.map((text) => (
        <p key={text} className={styles.quiet}>
          {text}
        </p>
      ))}
      {cures.isPending && <Skeleton height={56} radius={16} mt="md" aria-busy="true" />}
      <Trouble
        error={cures.error}
        title={t("history.why.failed")}
        onRetry={() => void cures.refetch()}
      />
      {shown.length > 0 && (
        <ul className={styles.cures} aria-label={t("history.why.cures")}>
          {shown.filter(({ kind }) => kind !== "not_a_command").map(shownCure)}
          {said !== "" && LEARNABLE.has(run.outcome) && (
            <TeachSentence runId={run.run_id} said={said} onDone={keep} />
          )}
          {shown.filter(({ kind }) => kind === "not_a_command").map(shownCure)}
        </ul>
      )}
      <div className={styles.again}>
        <TryAgain run={run} query={query} />
      </div>
    </Section>
  );
}
