import { Button } from "@mantine/core";
import { IconBellRinging, IconZzz } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { SNOOZED, useSnooze } from "../api/schedules";
import { useSatellite } from "../satellite/SatelliteContext";
import styles from "./RingBanner.module.css";
import { notDone } from "./panel/notDone";

/** What rings now, on whatever page, with the buttons that end it. */
export function RingBanner() {
  const { t } = useTranslation();
  const { client, state } = useSatellite();
  const snooze = useSnooze((error) => notDone(error, t("schedules.planFailed")));
  return (
    <div className={styles.list} role="alert">
      {state.rings.map(({ timer, text }) => {
        const name = timer.name ?? t(`timers.kind.${kindOf(timer.kind)}`);
        return (
          <div
            key={timer.id}
            className={styles.banner}
            data-testid="ring-banner"
            data-kind={timer.kind}
          >
            <IconBellRinging className={styles.bell} size={28} aria-hidden />
            <span className={styles.words}>
              {text || t("timers.ring", { name })}
              {timer.kind === "timer" && timer.late && (
                <span className={styles.late}>{t("timers.late")}</span>
              )}
            </span>
            {SNOOZED.has(timer.kind) && (
              <Button
                variant="default"
                size="md"
                px="sm"
                leftSection={<IconZzz size={18} aria-hidden />}
                loading={snooze.isPending && snooze.variables === timer.id}
                aria-label={t("home.plan.snooze", { name })}
                data-testid="ring-snooze"
                onClick={() => snooze.mutate(timer.id)}
              >
                {t("timers.snooze")}
              </Button>
            )}
            <Button
              color="var(--ova-lit-strong)"
              c="#3d2a00"
              size="md"
              data-testid="ring-stop"
              aria-label={t("timers.stop", { name })}
              onClick={() => client.rings.stop(timer.id)}
            >
              {t("timers.stopRing")}
            </Button>
          </div>
        );
      })}
    </div>
  );
}

const KINDS = ["timer", "alarm", "reminder", "command", "routine"] as const;

function kindOf(kind: string): (typeof KINDS)[number] {
  return KINDS.find((one) => one === kind) ?? "timer";
}
