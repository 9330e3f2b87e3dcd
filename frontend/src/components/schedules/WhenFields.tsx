import { Input, SegmentedControl, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import {
  type Mode,
  type PlanFault,
  type PlanForm,
  type PlanMistake,
} from "../../schedules/planForm";
import { LengthFields } from "./LengthFields";
import styles from "./PlanDialog.module.css";
import { RepeatFields } from "./RepeatFields";

const MODES: readonly Mode[] = ["once", "repeat", "later"];

type WhenPart = Pick<PlanForm, "mode" | "day" | "time" | "rule" | "length">;

interface Props {
  value: WhenPart;
  /** The ways to choose from; all of them unless said otherwise. */
  modes?: readonly Mode[];
  mistakes: Partial<Record<PlanFault, PlanMistake>>;
  onChange: (change: Partial<WhenPart>) => void;
}

/** When something happens: at a time of a day, again and again, or after a while. */
export function WhenFields({ value, modes = MODES, mistakes, onChange }: Props) {
  const { t } = useTranslation();
  const wrong = (field: PlanFault) => {
    const mistake = mistakes[field];
    return mistake === undefined ? undefined : t(mistake);
  };
  return (
    <Input.Wrapper label={t("schedules.plan.when")} labelElement="div">
      {modes.length > 1 && (
        <SegmentedControl
          fullWidth
          value={value.mode}
          aria-label={t("schedules.plan.when")}
          data={modes.map((mode) => ({ value: mode, label: t(`schedules.plan.mode.${mode}`) }))}
          data-testid="plan-mode"
          onChange={(mode) => onChange({ mode })}
        />
      )}
      <div className={styles.when}>
        {value.mode === "later" && (
          <>
            <LengthFields
              units={["hours", "minutes"]}
              value={value.length}
              testId="plan"
              onChange={(length) => onChange({ length })}
            />
            {wrong("length") !== undefined && (
              <Input.Error role="alert">{wrong("length")}</Input.Error>
            )}
          </>
        )}
        {value.mode !== "later" && (
          <div className={styles.moment}>
            {value.mode === "once" && (
              <TextInput
                type="date"
                label={t("schedules.plan.day")}
                value={value.day}
                max="9999-12-31"
                data-testid="plan-date"
                onChange={(event) => onChange({ day: event.currentTarget.value })}
              />
            )}
            <TextInput
              type="time"
              label={t("schedules.plan.time")}
              value={value.time}
              data-testid="plan-time"
              onChange={(event) => onChange({ time: event.currentTarget.value })}
            />
          </div>
        )}
        {wrong("when") !== undefined && <Input.Error role="alert">{wrong("when")}</Input.Error>}
        {value.mode === "repeat" && (
          <RepeatFields
            value={value.rule}
            mistakes={{ weekdays: wrong("weekdays"), every: wrong("every") }}
            onChange={(rule) => onChange({ rule })}
          />
        )}
      </div>
    </Input.Wrapper>
  );
}
