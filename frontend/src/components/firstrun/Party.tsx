import { IconConfetti } from "@tabler/icons-react";

import styles from "./FirstRun.module.css";

const COLOURS = ["#0f7a66", "#f4c04d", "#4fb096", "#e07a5f", "#5b8def"];
const PIECES = Array.from({ length: 28 }, (_, index) => ({
  left: `${(index * 37) % 100}%`,
  background: COLOURS[index % COLOURS.length],
  animationDelay: `${(index % 7) * 90}ms`,
}));

/** A moment to celebrate; only to be seen. */
export function Party() {
  return (
    <div className={styles.party} aria-hidden="true" data-testid="first-run-party">
      {PIECES.map((style, index) => (
        <span key={index} className={styles.piece} style={style} />
      ))}
      <IconConfetti size={74} stroke={1.3} />
    </div>
  );
}
