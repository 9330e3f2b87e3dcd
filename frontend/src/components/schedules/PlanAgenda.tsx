import { Button, Chip, Group } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useSatelliteGroups } from "../../api/satelliteGroups";
import type { Plan } from "../../api/schedules";
import type { Area } from "../../api/types";
import { agendaOf, firstOf } from "../../schedules/agenda";
import { dayText } from "../../schedules/when";
import { ALL_KINDS } from "./kinds";
import { PlanRow } from "./PlanRow";
import styles from "./plans.module.css";
import type { PlanOrders } from "./usePlanOrders";

const PAGE = 60;
const NOTHING: readonly never[] = [];

interface Props {
  plans: readonly Plan[];
  satellites: readonly { id: string; name: string }[];
  areas: readonly Area[];
  now: number;
  zone: string | undefined;
  orders: PlanOrders;
  onEdit: (plan: Plan) => void;
}

/** What is to come, day by day with the next one first; then what is paused. */
export function PlanAgenda({ plans, satellites, areas, now, zone, orders, onEdit }: Props) {
  const { t, i18n } = useTranslation();
  const [kind, setKind] = useState<Plan["kind"] | "all">("all");
  const [count, setCount] = useState(PAGE);
  const groups = useSatelliteGroups().data ?? NOTHING;
  const there = ALL_KINDS.filter((one) => plans.some((plan) => plan.kind === one));
  const chosen = kind !== "all" && there.includes(kind) ? kind : "all";
  const agenda = agendaOf(
    plans.filter((plan) => chosen === "all" || plan.kind === chosen),
    zone,
  );
  const { days, more } = firstOf(agenda.days, count);
  const whereOf = (plan: Plan) => {
    if (plan.kind === "command") {
      return areas.find(({ id }) => id === plan.area_id)?.name ?? t("schedules.plan.noArea");
    }
    const group = groups.find(({ id }) => id === plan.group_id);
    if (group) {
      return group.name;
    }
    const names = plan.satellite_ids.map(
      (id) => satellites.find((one) => one.id === id)?.name ?? t("schedules.goneSatellite"),
    );
    return names.length === 0 ? t("schedules.everywhere") : names.join(", ");
  };
  const row = (plan: Plan) => (
    <PlanRow
      key={plan.id}
      plan={plan}
      now={now}
      zone={zone}
      where={whereOf(plan)}
      orders={orders}
      onEdit={onEdit}
    />
  );
  return (
    <>
      {there.length > 1 && (
        <Chip.Group
          value={chosen}
          onChange={(value) => setKind(ALL_KINDS.find((one) => one === value) ?? "all")}
        >
          <Group
            gap={6}
            className={styles.filter}
            role="radiogroup"
            aria-label={t("schedules.filter")}
          >
            {(["all", ...there] as const).map((one) => (
              <Chip key={one} value={one} size="sm" data-testid={`plans-${one}`}>
                {t(`schedules.kinds.${one}`)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      )}
      {days.map(({ day, plans: those }) => {
        const title = dayText(those[0]?.due_at ?? now, now, i18n.language, zone);
        return (
          <section key={day} aria-label={title} data-testid="plan-day">
            <h2 className={styles.group}>{title}</h2>
            <ul className={styles.list}>{those.map(row)}</ul>
          </section>
        );
      })}
      {more > 0 && (
        <Button variant="default" mt="md" onClick={() => setCount(count + PAGE * 4)}>
          {t("schedules.showMore", { count: more })}
        </Button>
      )}
      {agenda.paused.length > 0 && (
        <section aria-label={t("schedules.pausedTitle")} data-testid="plans-paused">
          <h2 className={styles.group}>{t("schedules.pausedTitle")}</h2>
          <ul className={styles.list}>{agenda.paused.slice(0, count).map(row)}</ul>
        </section>
      )}
    </>
  );
}
