import { useTranslation } from "react-i18next";

import type { RunDetail } from "../../api/history";
import { Section } from "../panel/Section";
import { TryAgain } from "./TryAgain";

/** A command that went well, once more. */
export function TryAgainCard({ run, query }: { run: RunDetail; query: string }) {
  const { t } = useTranslation();
  return (
    <Section title={t("history.again.title")} testId="run-again">
      <TryAgain run={run} query={query} />
    </Section>
  );
}
