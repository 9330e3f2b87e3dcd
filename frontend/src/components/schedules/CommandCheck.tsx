import { Loader } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconHelpCircle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { explain } from "../../api/problem";
import { useSkillName } from "../../api/useSkillName";
import styles from "./CommandCheck.module.css";
import { useCheckedCommand } from "./useCheckedCommand";
import { verdictOf } from "./verdict";

const ICONS = { good: IconCircleCheck, ask: IconHelpCircle, bad: IconAlertTriangle } as const;

interface Props {
  text: string;
  area?: string;
  /** Takes another text instead. */
  onPick: (text: string) => void;
}

/** Under a command that is typed: what it would do, or why it would do nothing. */
export function CommandCheck({ text, area = "", onPick }: Props) {
  const { t } = useTranslation();
  const nameOf = useSkillName();
  const { told, current, error } = useCheckedCommand(text, area);
  if (error) {
    return <p className={styles.check}>{explain(error)}</p>;
  }
  const verdict = told && verdictOf(told, t, nameOf);
  const Icon = ICONS[verdict?.kind ?? "good"];
  return (
    <div aria-live="polite" data-testid="command-check" data-kind={current ? verdict?.kind : ""}>
      {verdict && (
        <div className={styles.check} data-kind={verdict.kind} data-stale={!current}>
          {current ? <Icon size={17} aria-hidden /> : <Loader size={15} color="gray" />}
          <span>
            {verdict.words}
            {verdict.instead.length > 0 && (
              <span className={styles.chips} role="group" aria-label={t("schedules.check.instead")}>
                {verdict.instead.slice(0, 4).map((sentence) => (
                  <button
                    key={sentence}
                    type="button"
                    className={styles.chip}
                    onClick={() => onPick(sentence)}
                  >
                    {sentence}
                  </button>
                ))}
              </span>
            )}
          </span>
        </div>
      )}
    </div>
  );
}
