import { ActionIcon, Button, TextInput } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconPlus, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { useSkillName } from "../../api/useSkillName";
import { newPhrase, type PhraseForm } from "../../schedules/routineForm";
import styles from "./routines.module.css";
import type { PhraseTrial } from "./useRoutineCheck";

const MOST = 20;

interface Props {
  phrases: readonly PhraseForm[];
  checked: ReadonlyMap<string, PhraseTrial>;
  onChange: (phrases: PhraseForm[]) => void;
}

/** What people say to start a routine, each with what the hub makes of it while it is typed. */
export function PhraseRows({ phrases, checked, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <div className={styles.phraseRows}>
      {phrases.map((phrase, index) => (
        <div key={phrase.id}>
          <div className={styles.rowLine}>
            <TextInput
              aria-label={t("schedules.routine.phrase", { number: index + 1 })}
              placeholder={t("schedules.routine.phraseExample")}
              maxLength={200}
              value={phrase.text}
              data-testid="routine-phrase"
              onChange={(event) => {
                const text = event.currentTarget.value;
                onChange(phrases.map((one) => (one.id === phrase.id ? { ...one, text } : one)));
              }}
            />
            <ActionIcon
              size={42}
              variant="subtle"
              color="gray"
              aria-label={t("schedules.routine.removePhrase", {
                name: phrase.text === "" ? index + 1 : phrase.text,
              })}
              onClick={() => onChange(phrases.filter(({ id }) => id !== phrase.id))}
            >
              <IconX size={18} />
            </ActionIcon>
          </div>
          <Told trial={phrase.text.trim() === "" ? undefined : checked.get(phrase.id)} />
        </div>
      ))}
      {phrases.length < MOST && (
        <div>
          <Button
            variant="default"
            size="sm"
            leftSection={<IconPlus size={16} aria-hidden />}
            data-testid="routine-phrase-add"
            onClick={() => onChange([...phrases, newPhrase()])}
          >
            {t("schedules.routine.addPhrase")}
          </Button>
        </div>
      )}
    </div>
  );
}

function Told({ trial }: { trial: PhraseTrial | undefined }) {
  const { t } = useTranslation();
  const nameOf = useSkillName();
  if (!trial) {
    return null;
  }
  const [fault] = trial.faults;
  const [owner] = trial.taken;
  const bad = fault !== undefined || owner !== undefined;
  const Icon = bad ? IconAlertTriangle : IconCircleCheck;
  const words =
    fault !== undefined
      ? `${String(fault.message)} ${String(fault.cure)}`
      : owner !== undefined
        ? t("schedules.routine.taken", {
            example: String(owner.example),
            skill: nameOf(String(owner.skill)),
          })
        : t(trial.spoken ? "schedules.routine.understood" : "skills.typedOnly");
  return (
    <p
      className={styles.checked}
      data-kind={bad ? "bad" : "good"}
      data-testid="phrase-check"
      aria-live="polite"
    >
      <Icon size={17} aria-hidden />
      <span>{words}</span>
    </p>
  );
}
