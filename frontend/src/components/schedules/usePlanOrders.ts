import { useTranslation } from "react-i18next";

import { type Plan, useEditPlan, useOrderPlan, usePlan } from "../../api/schedules";
import { againOf } from "../../schedules/planForm";
import { planName } from "../../schedules/planName";
import { hubClock } from "../../timers/hubClock";
import { notDone } from "../panel/notDone";
import { undoNotice } from "./undoNotice";

/** What can be done with a plan from wherever it is shown; what can be taken back offers so. */
export function usePlanOrders() {
  const { t } = useTranslation();
  const refused = (error: unknown) => notDone(error, t("schedules.planFailed"));
  const order = useOrderPlan(refused);
  const add = usePlan();
  const edit = useEditPlan();
  // What is shown may be gone by then, and callbacks of mutate with it: promises stay.
  const again = async (plan: Plan) => {
    const made = await add.mutateAsync(againOf(plan, hubClock.now()));
    if (plan.state === "paused") {
      order.mutate({ plan: made, order: "pause" });
    }
  };
  const unskip = (plan: Plan) =>
    // Set anew, it happens the next time there is.
    edit.mutateAsync({ id: plan.id, changes: { repeat: plan.repeat as { time: string } } });
  const withUndo = (
    plan: Plan,
    what: "skip" | "delete",
    told: "schedules.skipped" | "schedules.deleted",
    undo: (plan: Plan) => Promise<unknown>,
  ) => {
    order.mutateAsync({ plan, order: what }).then(
      () =>
        undoNotice(t(told, { name: planName(plan, t) }), t("schedules.undo"), () => {
          undo(plan).catch(refused);
        }),
      // Why it was refused is shown already.
      () => undefined,
    );
  };
  return {
    pause: (plan: Plan) => order.mutate({ plan, order: "pause" }),
    resume: (plan: Plan) => order.mutate({ plan, order: "resume" }),
    stop: (plan: Plan) => order.mutate({ plan, order: "stop" }),
    snooze: (plan: Plan, seconds: number) => order.mutate({ plan, order: "snooze", seconds }),
    skip: (plan: Plan) => withUndo(plan, "skip", "schedules.skipped", unskip),
    remove: (plan: Plan) => withUndo(plan, "delete", "schedules.deleted", again),
  };
}

export type PlanOrders = ReturnType<typeof usePlanOrders>;
