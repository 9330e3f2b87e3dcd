import { ActionIcon, Badge, Button, Menu, Switch } from "@mantine/core";
import {
  IconCalendarTime,
  IconDots,
  IconFileText,
  IconPencil,
  IconPlayerPlay,
  IconPlayerStop,
  IconTrash,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { Routine } from "../../api/routines";
import { repeatOf, repeatText } from "../../schedules/recurrence";
import { momentWords } from "../../schedules/when";
import panel from "../panel/panel.module.css";
import { When } from "../panel/When";
import { ROUTINE_ICONS, routineIcon } from "./icons";
import styles from "./routines.module.css";
import { RunSteps } from "./RunSteps";
import type { RoutineOrders } from "./useRoutineOrders";

interface Props {
  routine: Routine;
  now: number;
  zone: string | undefined;
  /** Whether the person may change it. */
  mayChange: boolean;
  orders: RoutineOrders;
}

/** A routine: what starts it, how it last went, and what can be done with it. */
export function RoutineCard({ routine, now, zone, mayChange, orders }: Props) {
  const { t, i18n } = useTranslation();
  const { id, name, phrases, steps, enabled, file, running, last_run: last } = routine;
  const Icon = ROUTINE_ICONS[routineIcon(routine.icon)];
  const repeat = repeatOf(routine.repeat);
  const place = `/schedules/routines/${encodeURIComponent(id)}`;
  const troubled = last !== null && last.state === "failed";
  const { busy } = orders;
  const asked = busy?.routine.id === id ? busy.order : null;
  return (
    <li className={styles.card} data-testid="routine" data-id={id} data-enabled={enabled}>
      <div className={styles.cardTop}>
        <span className={styles.icon} data-off={!enabled}>
          <Icon size={24} stroke={1.7} aria-hidden />
        </span>
        <div className={styles.words}>
          <h2 className={styles.name}>
            <Link to={place}>{name}</Link>
          </h2>
          <p className={panel.dimmed} style={{ marginTop: 2 }}>
            {t("schedules.routine.steps", { count: steps.length })}
            {!enabled && ` · ${t("schedules.routine.off")}`}
          </p>
        </div>
        {mayChange && file === "" && (
          <Switch
            checked={enabled}
            aria-label={t("schedules.routine.switch", { name })}
            data-testid="routine-switch"
            onChange={(event) => orders.enable(routine, event.currentTarget.checked)}
          />
        )}
      </div>
      {file !== "" && (
        <Badge
          variant="light"
          color="gray"
          leftSection={<IconFileText size={14} aria-hidden />}
          styles={{ label: { textTransform: "none" } }}
        >
          {t("schedules.routine.inFile", { file })}
        </Badge>
      )}
      {phrases.length > 0 && (
        <ul className={panel.phrases} aria-label={t("schedules.routine.phrases")}>
          {phrases.slice(0, 4).map((phrase) => (
            <li key={phrase}>{t("skills.quoted", { text: phrase })}</li>
          ))}
        </ul>
      )}
      {repeat !== null && (
        <p className={styles.fact}>
          <IconCalendarTime size={17} aria-hidden />
          <span>
            {repeatText(repeat, i18n.language, t)}
            {routine.next_at !== null &&
              ` · ${t("schedules.routine.next", {
                moment: momentWords(routine.next_at, now, i18n.language, zone),
              })}`}
          </span>
        </p>
      )}
      {routine.faults.map((fault) => (
        <p key={`${fault.pointer} ${fault.message}`} className={styles.fault}>
          {fault.message} {fault.cure}
        </p>
      ))}
      {running && last !== null && <RunSteps run={last} />}
      {!running && last !== null && (
        <p className={styles.fact} data-failed={troubled} data-testid="routine-last">
          <span>
            {t(`schedules.routine.ran.${ranKey(last.state)}`)} <When at={last.started_at} />
          </span>
        </p>
      )}
      {!running && troubled && <RunSteps run={last} />}
      <div className={styles.buttons}>
        {running ? (
          <Button
            variant="default"
            leftSection={<IconPlayerStop size={18} aria-hidden />}
            loading={asked === "stop"}
            aria-label={t("schedules.routine.stopOf", { name })}
            data-testid="routine-stop"
            onClick={() => orders.stop(routine)}
          >
            {t("schedules.routine.stop")}
          </Button>
        ) : (
          <Button
            variant="light"
            leftSection={<IconPlayerPlay size={18} aria-hidden />}
            loading={asked === "run"}
            aria-label={t("schedules.routine.runOf", { name })}
            data-testid="routine-start"
            onClick={() => orders.run(routine)}
          >
            {t("schedules.routine.run")}
          </Button>
        )}
        <span className={styles.gap} />
        {mayChange && file === "" && (
          <Menu position="bottom-end" withinPortal>
            <Menu.Target>
              <ActionIcon
                size={44}
                radius="xl"
                variant="subtle"
                color="gray"
                aria-label={t("schedules.more", { name })}
                data-testid="routine-more"
              >
                <IconDots size={20} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item
                component={Link}
                to={place}
                leftSection={<IconPencil size={17} aria-hidden />}
              >
                {t("schedules.editShort")}
              </Menu.Item>
              <Menu.Item
                color="red"
                leftSection={<IconTrash size={17} aria-hidden />}
                data-testid="routine-delete"
                onClick={() => orders.remove(routine)}
              >
                {t("schedules.deleteShort")}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
    </li>
  );
}

function ranKey(state: string): "done" | "failed" | "stopped" {
  return state === "failed" || state === "stopped" ? state : "done";
}
