import { ActionIcon, Button, TextInput } from "@mantine/core";
import {
  IconAlertTriangle,
  IconBolt,
  IconHourglassHigh,
  IconMessageCircle,
  IconX,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { RoutineFault } from "../../api/routines";
import { newStep, type StepForm } from "../../schedules/routineForm";
import type { KnownSatellite } from "../../api/satelliteList";
import { secondsOf } from "../../schedules/length";
import { CommandCheck } from "../schedules/CommandCheck";
import { LengthFields } from "../schedules/LengthFields";
import { SortableList } from "../sortable/SortableList";
import styles from "./routines.module.css";
import { SpeaksOnSelect } from "./SpeaksOnSelect";
import { stepText } from "./stepText";

const MOST = 50;
const KINDS = [
  { kind: "command", icon: IconBolt },
  { kind: "say", icon: IconMessageCircle },
  { kind: "wait", icon: IconHourglassHigh },
] as const;

interface Props {
  steps: readonly StepForm[];
  checked: ReadonlyMap<string, RoutineFault>;
  area: string;
  satellites: readonly KnownSatellite[];
  onChange: (steps: StepForm[]) => void;
}

/** What a routine does, one after the other; each command is tried while it is typed. */
export function StepRows({ steps, checked, area, satellites, onChange }: Props) {
  const { t, i18n } = useTranslation();
  const change = (id: string, part: Partial<StepForm>) =>
    onChange(steps.map((one) => (one.id === id ? { ...one, ...part } : one)));
  const nameOf = ({ kind, text, length }: StepForm) =>
    kind !== "wait" && text === ""
      ? t(`schedules.routine.kind.${kind}`)
      : stepText({ kind, text, seconds: secondsOf(length) }, i18n.language, t);
  return (
    <div>
      <SortableList
        items={steps}
        label={t("schedules.routine.stepList")}
        nameOf={nameOf}
        onChange={onChange}
      >
        {(step, index) => {
          const fault = step.text.trim() === "" ? undefined : checked.get(step.id);
          return (
            <div className={styles.rowLine} data-testid="routine-step" data-kind={step.kind}>
              <div>
                <span className={styles.stepKind}>{t(`schedules.routine.kind.${step.kind}`)}</span>
                {step.kind === "wait" ? (
                  <LengthFields
                    units={["hours", "minutes", "seconds"]}
                    value={step.length}
                    testId="step"
                    onChange={(length) => change(step.id, { length })}
                  />
                ) : (
                  <TextInput
                    aria-label={t("schedules.routine.stepText", {
                      number: index + 1,
                      kind: t(`schedules.routine.kind.${step.kind}`),
                    })}
                    placeholder={t(`schedules.routine.example.${step.kind}`)}
                    maxLength={500}
                    value={step.text}
                    data-testid="step-text"
                    onChange={(event) => change(step.id, { text: event.currentTarget.value })}
                  />
                )}
                {step.kind === "say" && (
                  <SpeaksOnSelect
                    satellites={satellites}
                    value={step.place}
                    label={t("schedules.routine.sayPlace", { number: index + 1 })}
                    hidden
                    nowhere={t("schedules.routine.whereAsked")}
                    onChange={(place) => change(step.id, { place })}
                  />
                )}
                {fault !== undefined && (
                  <p
                    className={styles.checked}
                    data-kind="bad"
                    data-testid="step-fault"
                    aria-live="polite"
                  >
                    <IconAlertTriangle size={17} aria-hidden />
                    <span>
                      {fault.message} {fault.cure}
                    </span>
                  </p>
                )}
                {step.kind === "command" && fault === undefined && (
                  <CommandCheck
                    text={step.text}
                    area={area}
                    onPick={(text) => change(step.id, { text })}
                  />
                )}
              </div>
              <ActionIcon
                size={42}
                variant="subtle"
                color="gray"
                aria-label={t("schedules.routine.removeStep", { name: nameOf(step) })}
                data-testid="step-remove"
                onClick={() => onChange(steps.filter(({ id }) => id !== step.id))}
              >
                <IconX size={18} />
              </ActionIcon>
            </div>
          );
        }}
      </SortableList>
      {steps.length < MOST && (
        <div className={styles.adds}>
          {KINDS.map(({ kind, icon: Icon }) => (
            <Button
              key={kind}
              variant="default"
              size="sm"
              leftSection={<Icon size={16} aria-hidden />}
              data-testid={`step-add-${kind}`}
              onClick={() => onChange([...steps, newStep(kind)])}
            >
              {t(`schedules.routine.add.${kind}`)}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}
