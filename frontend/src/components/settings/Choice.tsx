import { SegmentedControl } from "@mantine/core";
import { useId } from "react";

import styles from "./SettingsCard.module.css";

interface Props<V extends string> {
  label: string;
  help?: string;
  value: V;
  options: readonly { value: V; label: string }[];
  onChange: (value: V) => void;
  testId?: string;
}

/** One of a few values, all in sight. */
export function Choice<V extends string>({
  label,
  help,
  value,
  options,
  onChange,
  testId,
}: Props<V>) {
  const id = useId();
  return (
    <div className={styles.choice}>
      <span id={id} className={styles.label}>
        {label}
      </span>
      {help !== undefined && <p className={styles.hint}>{help}</p>}
      <SegmentedControl
        aria-labelledby={id}
        data={[...options]}
        value={value}
        onChange={(chosen) => {
          const found = options.find((one) => one.value === chosen);
          if (found) {
            onChange(found.value);
          }
        }}
        data-testid={testId}
      />
    </div>
  );
}
