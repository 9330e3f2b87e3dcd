import { Button, Chip, Group, Input } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { EVERY_DAY, weekdayText, WEEKEND, WORKDAYS } from "../../schedules/recurrence";
import styles from "./PlanDialog.module.css";

const USUAL = { daily: EVERY_DAY, workdays: WORKDAYS, weekend: WEEKEND } as const;

interface Props {
  value: readonly number[];
  error?: string | undefined;
  onChange: (weekdays: number[]) => void;
}

/** Days of the week to choose from, one by one or the usual ones at once. */
export function WeekdayPicker({ value, error, onChange }: Props) {
  const { t, i18n } = useTranslation();
  return (
    <div>
      <Chip.Group
        multiple
        value={value.map(String)}
        onChange={(days) => onChange(days.map(Number).sort((a, b) => a - b))}
      >
        <div className={styles.days} role="group" aria-label={t("schedules.plan.weekdays")}>
          {EVERY_DAY.map((day) => (
            <Chip
              key={day}
              value={String(day)}
              size="sm"
              icon={null}
              classNames={{ iconWrapper: styles.noMark ?? "", label: styles.day ?? "" }}
              aria-label={weekdayText(day, i18n.language)}
              data-testid={`plan-day-${day}`}
            >
              {weekdayText(day, i18n.language, "short")}
            </Chip>
          ))}
        </div>
      </Chip.Group>
      <Group gap={4} mt={6}>
        {(["daily", "workdays", "weekend"] as const).map((name) => (
          <Button
            key={name}
            size="compact-sm"
            variant="subtle"
            data-testid={`plan-days-${name}`}
            onClick={() => onChange([...USUAL[name]])}
          >
            {t(`schedules.plan.days.${name}`)}
          </Button>
        ))}
      </Group>
      {error !== undefined && (
        <Input.Error mt={4} role="alert">
          {error}
        </Input.Error>
      )}
    </div>
  );
}
