import { Button } from "@mantine/core";
import { IconArrowBackUp } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { type Cure, useCure } from "../../api/history";
import { explain, isChangedMeanwhile } from "../../api/problem";
import { cureText, doneText } from "./cureWords";
import styles from "./RunView.module.css";
import { useUndo } from "./useUndo";

interface Props {
  runId: string;
  cure: Cure;
  onDone: () => void;
  /** Something changed meanwhile: what is offered must be read anew. */
  onStale: () => Promise<unknown>;
}

/** One cure: what it would do, one button, and what it did. */
export function CureRow({ runId, cure, onDone, onStale }: Props) {
  const { t } = useTranslation();
  const apply = useCure(runId);
  const undo = useUndo(cure);
  const reported = cure.done !== "" && !undo.isSuccess;
  const done = (apply.isSuccess && !undo.isSuccess) || reported;
  const error = apply.error ?? undo.error;
  const run = () =>
    apply.mutate(
      {
        kind: cure.kind as "alias",
        place: cure.place,
        id: cure.id,
        text: cure.text,
        means: cure.means,
        area_id: cure.area_id,
        was: cure.was,
      },
      {
        onSuccess: () => {
          undo.reset();
          onDone();
        },
      },
    );
  const failed = apply.data?.after.reason;
  return (
    <li
      className={styles.cure}
      data-done={done}
      data-testid="cure"
      data-kind={cure.kind}
      data-id={cure.id}
    >
      <div aria-live="polite">
        {done ? doneText(cure, t) : cureText(cure, t)}
        {typeof failed === "string" && failed !== "" && <p className={styles.quiet}>{failed}</p>}
        {error !== null && (
          <p className={styles.quiet} role="alert" data-testid="cure-error">
            {explain(error)}
          </p>
        )}
      </div>
      {isChangedMeanwhile(apply.error) ? (
        <Button
          size="xs"
          variant="light"
          onClick={() => void onStale().then(() => apply.reset())}
          data-testid="cure-stale"
        >
          {t("history.cure.lookAgain")}
        </Button>
      ) : done ? (
        undo.possible && (
          <Button
            size="xs"
            variant="subtle"
            leftSection={<IconArrowBackUp size={16} aria-hidden />}
            loading={undo.isPending}
            onClick={() => undo.run(apply.data)}
            data-testid="cure-undo"
          >
            {t("history.cure.undo")}
          </Button>
        )
      ) : (
        <Button
          size="xs"
          variant={cure.kind === "not_a_command" ? "default" : "filled"}
          loading={apply.isPending}
          onClick={run}
          data-testid="cure-apply"
        >
          {t(`history.cure.do.${cure.kind as "alias"}`)}
        </Button>
      )}
    </li>
  );
}
