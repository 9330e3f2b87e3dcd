import { Input, NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import {
  EVERY_DAY,
  LAST,
  monthText,
  nthKey,
  type RepeatUnit,
  weekdayText,
} from "../../schedules/recurrence";
import { countedIn, longestDay, MOST_EVERY, NTHS, type Rule } from "../../schedules/rule";
import styles from "./PlanDialog.module.css";
import { WeekdayPicker } from "./WeekdayPicker";

const UNITS: readonly RepeatUnit[] = ["week", "day", "month", "year"];
const DAY_OF_MONTH = "day";

interface Props {
  value: Rule;
  mistakes: { weekdays?: string | undefined; every?: string | undefined };
  onChange: (rule: Rule) => void;
}

/** How something repeats: on days of the week, every few days, on a day of the month or of the year. */
export function RepeatFields({ value, mistakes, onChange }: Props) {
  const { t, i18n } = useTranslation();
  const change = (part: Partial<Rule>) => onChange({ ...value, ...part });
  const { unit, every, by } = value;
  const monthly = unit === "month" || unit === "year";
  const days = Array.from({ length: longestDay(value) }, (_, index) => String(index + 1));
  return (
    <>
      <div className={styles.moment}>
        <NativeSelect
          label={t("schedules.plan.repeats")}
          value={unit}
          data={UNITS.map((one) => ({ value: one, label: t(`schedules.plan.unit.${one}`) }))}
          data-testid="plan-unit"
          onChange={(event) => onChange(countedIn(value, event.currentTarget.value as RepeatUnit))}
        />
        <NumberInput
          label={t(`schedules.plan.every.${unit}`)}
          value={every}
          min={1}
          max={MOST_EVERY[unit]}
          allowDecimal={false}
          allowNegative={false}
          error={mistakes.every}
          data-testid="plan-every"
          onChange={(count) => change({ every: Number(count), start: "" })}
        />
      </div>
      {unit === "week" && (
        <WeekdayPicker
          value={value.weekdays}
          error={mistakes.weekdays}
          onChange={(weekdays) => change({ weekdays })}
        />
      )}
      {monthly && (
        <div className={styles.moment}>
          {unit === "year" && (
            <NativeSelect
              label={t("schedules.plan.month")}
              value={String(value.month)}
              data={Array.from({ length: 12 }, (_, index) => ({
                value: String(index + 1),
                label: monthText(index + 1, i18n.language),
              }))}
              data-testid="plan-month"
              onChange={(event) => change({ month: Number(event.currentTarget.value) })}
            />
          )}
          <NativeSelect
            label={t("schedules.plan.which")}
            value={by === "day" ? DAY_OF_MONTH : String(value.nth)}
            data={[
              { value: DAY_OF_MONTH, label: t("schedules.plan.dayOfMonth") },
              ...NTHS.map((nth) => ({
                value: String(nth),
                label: t(`schedules.repeat.nthOf.${nthKey(nth)}`),
              })),
            ]}
            data-testid="plan-which"
            onChange={(event) => {
              const picked = event.currentTarget.value;
              change(picked === DAY_OF_MONTH ? { by: "day" } : { by: "nth", nth: Number(picked) });
            }}
          />
          {by === "day" ? (
            <NativeSelect
              label={t("schedules.plan.day")}
              value={String(Math.min(value.day, longestDay(value)))}
              data={[
                ...days.map((day) => ({ value: day, label: day })),
                { value: String(LAST), label: t("schedules.plan.lastDay") },
              ]}
              data-testid="plan-month-day"
              onChange={(event) => change({ day: Number(event.currentTarget.value) })}
            />
          ) : (
            <NativeSelect
              label={t("schedules.plan.weekday")}
              value={String(value.nthDays[0] ?? 0)}
              data={EVERY_DAY.map((day) => ({
                value: String(day),
                label: weekdayText(day, i18n.language),
              }))}
              data-testid="plan-nth-day"
              onChange={(event) => change({ nthDays: [Number(event.currentTarget.value)] })}
            />
          )}
        </div>
      )}
      {monthly && by === "day" && value.day > 28 && (
        <Input.Description>{t("schedules.plan.shortMonth")}</Input.Description>
      )}
      {every > 1 && (
        <TextInput
          type="date"
          label={t("schedules.plan.start")}
          description={t("schedules.plan.startHelp")}
          value={value.start}
          max="2199-12-31"
          data-testid="plan-start"
          onChange={(event) => change({ start: event.currentTarget.value })}
        />
      )}
    </>
  );
}
