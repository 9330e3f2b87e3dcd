import {
  IconAlertTriangle,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconLoader2,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { Force } from "./force";
import styles from "./ForceMark.module.css";

const SHAPES = {
  in_force: IconCircleCheckFilled,
  coming: IconLoader2,
  faulty: IconAlertTriangle,
  skill_off: IconCircleDashed,
  other_language: IconCircleDashed,
  removed: IconCircleDashed,
} as const;

/** Whether an own sentence is understood just now: by shape and by word. */
export function ForceMark({ force }: { force: Force }) {
  const { t } = useTranslation();
  const Shape = SHAPES[force];
  return (
    <span className={styles.force} data-force={force} data-testid="sentence-force" role="status">
      <Shape size={15} aria-hidden />
      {t(`skills.force.${force}`)}
    </span>
  );
}
