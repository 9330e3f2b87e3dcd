import { Alert, Code } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Routine } from "../../api/routines";
import { repeatOf, repeatText } from "../../schedules/recurrence";
import panel from "../panel/panel.module.css";
import { Section } from "../panel/Section";
import styles from "./routines.module.css";
import { stepText } from "./stepText";

interface Props {
  routine: Routine;
}

/** A routine that is not to be changed here: what starts it, what it does, and where it lies. */
export function RoutineView({ routine }: Props) {
  const { t, i18n } = useTranslation();
  const repeat = repeatOf(routine.repeat);
  return (
    <div className={panel.stack} data-testid="routine-view">
      {routine.file !== "" && (
        <Alert color="gray" radius="lg" title={t("schedules.routine.fromFile")}>
          {t("schedules.routine.fileHelp")} <Code>{`routines/${routine.file}`}</Code>
        </Alert>
      )}
      {routine.faults.map(({ pointer, message, cure, line }) => (
        <p key={`${pointer} ${message}`} className={styles.fault}>
          {line > 0 && `${t("schedules.routine.line", { line })} `}
          {message} {cure}
        </p>
      ))}
      {(routine.phrases.length > 0 || repeat !== null) && (
        <Section title={t("schedules.routine.phrases")}>
          <ul className={panel.phrases}>
            {routine.phrases.map((phrase) => (
              <li key={phrase}>{t("skills.quoted", { text: phrase })}</li>
            ))}
          </ul>
          {repeat !== null && (
            <p className={panel.dimmed}>{repeatText(repeat, i18n.language, t)}</p>
          )}
        </Section>
      )}
      <Section title={t("schedules.routine.stepList")}>
        <ol>
          {routine.steps.map((step, index) => (
            <li key={`${index} ${step.text}`} style={{ overflowWrap: "anywhere" }}>
              {stepText(step, i18n.language, t)}
            </li>
          ))}
        </ol>
      </Section>
    </div>
  );
}
