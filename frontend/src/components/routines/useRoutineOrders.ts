import { useTranslation } from "react-i18next";

import { type Routine, useOrderRoutine, useSaveRoutine } from "../../api/routines";
import { routineFields, routineFormOf } from "../../schedules/routineForm";
import { satelliteId } from "../../satellite/identity";
import { useSatellite } from "../../satellite/SatelliteContext";
import { undoNotice } from "../schedules/undoNotice";
import { notDone } from "../panel/notDone";

/** What can be done with a routine; one that was deleted can be had back. */
export function useRoutineOrders() {
  const { t } = useTranslation();
  const refused = (error: unknown) => notDone(error, t("schedules.planFailed"));
  const order = useOrderRoutine(refused);
  const save = useSaveRoutine();
  // It is run as if it was asked for here: in this room, and answered by this browser.
  const here = useSatellite().state.ready ? satelliteId() : undefined;
  return {
    busy: order.isPending ? order.variables : undefined,
    run: (routine: Routine) => order.mutate({ routine, order: "run", satellite_id: here }),
    stop: (routine: Routine) => order.mutate({ routine, order: "stop" }),
    enable: (routine: Routine, on: boolean) =>
      order.mutate({ routine, order: on ? "enable" : "disable" }),
    remove: (routine: Routine, onDone?: () => void) => {
      order.mutateAsync({ routine, order: "delete" }).then(
        () => {
          undoNotice(t("schedules.deleted", { name: routine.name }), t("schedules.undo"), () => {
            save
              .mutateAsync({
                id: null,
                fields: routineFields(routineFormOf(routine)),
                anyway: true,
              })
              .catch(refused);
          });
          onDone?.();
        },
        // Why it was refused is shown already.
        () => undefined,
      );
    },
  };
}

export type RoutineOrders = ReturnType<typeof useRoutineOrders>;
