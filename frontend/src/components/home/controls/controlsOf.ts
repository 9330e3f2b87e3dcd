import type { ComponentType } from "react";

import { ClimateControls } from "./ClimateControls";
import { CoverControls } from "./CoverControls";
import { FanControls } from "./FanControls";
import { LightControls } from "./LightControls";
import { LockControls } from "./LockControls";
import { MediaControls } from "./MediaControls";
import { PowerRow } from "./PowerRow";
import { SceneControls } from "./SceneControls";
import type { ControlsProps } from "./types";
import { VacuumControls } from "./VacuumControls";

/** How each kind of thing is controlled; what is not here can only be looked at. */
export const CONTROLS: Readonly<Record<string, ComponentType<ControlsProps>>> = {
  light: LightControls,
  switch: PowerRow,
  input_boolean: PowerRow,
  fan: FanControls,
  cover: CoverControls,
  climate: ClimateControls,
  lock: LockControls,
  media_player: MediaControls,
  vacuum: VacuumControls,
  scene: SceneControls,
  script: SceneControls,
};
