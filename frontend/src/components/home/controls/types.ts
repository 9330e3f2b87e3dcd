import type { EntityControl } from "../../../home/useEntityControl";

export interface ControlsProps {
  control: EntityControl;
}
