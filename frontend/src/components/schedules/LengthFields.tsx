import { NumberInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Length } from "../../schedules/length";
import styles from "./LengthFields.module.css";

const MOST = { hours: 999, minutes: 59, seconds: 59 } as const;

interface Props {
  units: readonly (keyof Length)[];
  value: Length;
  testId: string;
  onChange: (length: Length) => void;
}

/** A length of time, a number for each unit. */
export function LengthFields({ units, value, testId, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <div className={styles.length}>
      {units.map((unit) => (
        <NumberInput
          key={unit}
          size="md"
          label={t(`schedules.${unit}`)}
          min={0}
          max={MOST[unit]}
          clampBehavior="blur"
          allowDecimal={false}
          allowNegative={false}
          inputMode="numeric"
          value={value[unit]}
          data-testid={`${testId}-${unit}`}
          onChange={(given) => onChange({ ...value, [unit]: Number(given) || 0 })}
        />
      ))}
    </div>
  );
}
