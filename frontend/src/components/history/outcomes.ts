import {
  IconAlertTriangle,
  IconCheck,
  IconEar,
  IconHelp,
  IconX,
  type TablerIcon,
} from "@tabler/icons-react";

import type { Outcome } from "../../history/filters";

/** The sign of what came of a command. */
export const OUTCOME_ICONS: Record<Outcome, TablerIcon> = {
  done: IconCheck,
  asked: IconHelp,
  not_understood: IconEar,
  failed: IconAlertTriangle,
  dropped: IconX,
};
