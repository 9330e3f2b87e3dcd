import { levelOf } from "../../audio/pcm";
import styles from "./satellites.module.css";

interface Props {
  label: string;
  /** In dB below full scale. */
  decibels: number;
}

/** How loud it is, as a bar. */
export function LevelBar({ label, decibels }: Props) {
  return (
    <div
      className={styles.meter}
      role="meter"
      aria-label={label}
      aria-valuemin={-120}
      aria-valuemax={0}
      aria-valuenow={decibels}
      data-testid="level-bar"
    >
      <div className={styles.fill} style={{ transform: `scaleX(${levelOf(decibels)})` }} />
    </div>
  );
}
