import { Manager, type Socket } from "socket.io-client";

import type { Integration } from "../api/integrations";
import type { Entity, RunEvent, Timer } from "../api/types";
import type { HomeMessages } from "./useHomeNews";
import type { AccessMessages } from "./useAccessNews";
import type { HistoryMessages } from "./useHistoryNews";
import type { IntegrationMessages } from "./useIntegrationNews";
import type { RoutineMessages } from "./useRoutineNews";
import type { ScheduleMessages } from "./useScheduleNews";
import type { AnnouncementMessages } from "./useAnnouncementNews";
import type { ListMessages } from "./useListNews";
import type { SkillMessages } from "./useSkillNews";
import type { SetUpMessages } from "./useSetUpNews";
import type { GroupMessages } from "./useGroupNews";
import type { SatelliteDeskMessages, SatelliteRequests } from "./useSatelliteNews";
import type { SatelliteSocket } from "../satellite/socketLink";
import type { SatelliteMessages } from "./useSpokenNews";

/** The messages of the Socket.IO namespace `/ui`. */
export interface UiMessages
  extends
    IntegrationMessages,
    RoutineMessages,
    ScheduleMessages,
    SkillMessages,
    SetUpMessages,
    HomeMessages,
    AccessMessages,
    SatelliteMessages,
    SatelliteDeskMessages,
    GroupMessages,
    HistoryMessages,
    ListMessages,
    AnnouncementMessages {
  entity: (entity: Entity) => void;
  entity_removed: (gone: { id: string; source: string }) => void;
  timer: (timer: Timer) => void;
  run_event: (event: RunEvent) => void;
  plugin: (plugin: Integration) => void;
}

export type UiSocket = Socket<UiMessages, SatelliteRequests>;

export interface HubSockets {
  ui: UiSocket;
  satellite: SatelliteSocket;
  close: () => void;
}

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 4000;

/** Connect both namespaces over one websocket; it comes back by itself when it is lost. */
export function connectHub(): HubSockets {
  const manager = new Manager({
    path: "/socket.io",
    transports: ["websocket"],
    withCredentials: true,
    reconnectionDelay: FIRST_RETRY_MS,
    reconnectionDelayMax: LONGEST_RETRY_MS,
  });
  const ui: UiSocket = manager.socket("/ui");
  const satellite: SatelliteSocket = manager.socket("/satellite");
  return {
    ui,
    satellite,
    close: () => {
      ui.removeAllListeners().disconnect();
      satellite.removeAllListeners().disconnect();
    },
  };
}
