import {
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconSquareRoundedXFilled,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { Integration } from "../../api/integrations";
import styles from "./integrations.module.css";

const SHAPES = {
  ok: IconCircleCheckFilled,
  warn: IconAlertTriangleFilled,
  bad: IconSquareRoundedXFilled,
  off: IconCircleDashed,
} as const;

/** What the hub says of a loaded one when its author's code says nothing. */
const WARNED = "See its warnings";
const USUAL = new Set(["Running", WARNED]);

/** How an integration is: by colour, by shape and by word. */
export function StateMark({ integration }: { integration: Integration }) {
  const { t } = useTranslation();
  const { state, health } = integration;
  const Shape = SHAPES[health.dot];
  const own = state === "loaded" && !USUAL.has(health.text) ? health.text : "";
  const word = state === "loaded" && health.text === WARNED ? "warned" : state;
  return (
    <span className={styles.state} data-testid="integration-state" data-state={state}>
      <Shape size={16} className={styles.dot} data-dot={health.dot} aria-hidden />
      {own || t(`integrations.state.${word}`)}
    </span>
  );
}
