import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import { IconCalendarTime } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { KnownSatellite } from "../../api/satelliteList";
import { type Plan, type PlanKind, useEditPlan, usePlan } from "../../api/schedules";
import type { Area } from "../../api/types";
import {
  changesOf,
  formMistakes,
  formMoment,
  formOf,
  newForm,
  type PlanForm,
  wishOf,
} from "../../schedules/planForm";
import { repeatText } from "../../schedules/recurrence";
import { repeatOfRule } from "../../schedules/rule";
import { momentWords, untilText } from "../../schedules/when";
import { useNow } from "../../timers/useNow";
import { FormDialog } from "../panel/FormDialog";
import { CommandCheck } from "./CommandCheck";
import { lengthText } from "../../schedules/length";
import styles from "./PlanDialog.module.css";
import { RingsOnField } from "./RingsOnField";
import { WhenFields } from "./WhenFields";

const LONGEST_TEXT = 1000;
const SNOOZES_S = [300, 540, 600, 900, 1200, 1800, 3600];

interface Props {
  kind: PlanKind;
  /** The plan to change as it was when the dialog was opened; null: a new one. */
  plan: Plan | null;
  /** The same plan as it is now. */
  current?: Plan | undefined;
  satellites: readonly KnownSatellite[];
  areas: readonly Area[];
  zone: string | undefined;
  onClose: () => void;
}

/** Asks for a new alarm, reminder or command, or changes one. */
export function PlanDialog({ kind, plan, current, satellites, areas, zone, onClose }: Props) {
  const { t, i18n } = useTranslation();
  const now = useNow(true, 5_000);
  const [seen, setSeen] = useState(plan);
  const [form, setForm] = useState<PlanForm>(() =>
    plan === null ? newForm(kind, now, zone) : formOf(plan, now, zone),
  );
  const [tried, setTried] = useState(false);
  const add = usePlan();
  const edit = useEditPlan();
  const mistakes = formMistakes(kind, form, now, zone);
  const shown = tried ? mistakes : {};
  const change = (part: Partial<PlanForm>) => setForm((before) => ({ ...before, ...part }));
  const save = (overwrite: boolean) => {
    setTried(true);
    if (Object.keys(mistakes).length > 0) {
      return;
    }
    if (seen === null) {
      add.mutate(wishOf(kind, form), { onSuccess: onClose });
      return;
    }
    const { changes, was } = changesOf(seen, form, now, zone);
    if (Object.keys(changes).length === 0) {
      onClose();
      return;
    }
    edit.mutate({ id: seen.id, changes, was: overwrite ? undefined : was }, { onSuccess: onClose });
  };
  const showTheirs = () => {
    if (current) {
      setSeen(current);
      setForm(formOf(current, now, zone));
      edit.reset();
    }
  };
  const moment = formMoment(form, now, zone);
  const locale = i18n.language;
  return (
    <FormDialog
      opened
      title={t(`schedules.${plan === null ? "new" : "change"}.${kind}`)}
      action={t(plan === null ? "schedules.plan.add" : "schedules.save")}
      busy={add.isPending || edit.isPending}
      error={add.error ?? edit.error}
      onOverwrite={() => save(true)}
      onTheirs={showTheirs}
      onSubmit={() => save(false)}
      onClose={onClose}
    >
      {kind === "reminder" && (
        <Textarea
          label={t("schedules.plan.remindOf")}
          placeholder={t("schedules.plan.remindExample")}
          autosize
          minRows={1}
          maxRows={6}
          maxLength={LONGEST_TEXT}
          data-autofocus
          value={form.text}
          error={shown.text && t(shown.text)}
          data-testid="plan-text"
          onChange={(event) => change({ text: event.currentTarget.value })}
        />
      )}
      {kind === "command" && (
        <div>
          <TextInput
            label={t("schedules.plan.command")}
            placeholder={t("schedules.plan.commandExample")}
            maxLength={LONGEST_TEXT}
            data-autofocus
            value={form.text}
            error={shown.text && t(shown.text)}
            data-testid="plan-text"
            onChange={(event) => change({ text: event.currentTarget.value })}
          />
          <CommandCheck text={form.text} area={form.area} onPick={(text) => change({ text })} />
        </div>
      )}
      {kind === "alarm" && (
        <TextInput
          label={t("schedules.name")}
          placeholder={t("schedules.plan.alarmExample")}
          maxLength={100}
          value={form.name}
          data-testid="plan-name"
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
      )}
      <WhenFields value={form} mistakes={shown} onChange={change} />
      {kind === "command" ? (
        areas.length > 0 && (
          <NativeSelect
            label={t("schedules.plan.area")}
            description={t("schedules.plan.areaHelp")}
            value={form.area}
            data={[
              { value: "", label: t("schedules.plan.noArea") },
              ...areas.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            data-testid="plan-area"
            onChange={(event) => change({ area: event.currentTarget.value })}
          />
        )
      ) : (
        <RingsOnField
          satellites={satellites}
          areas={areas}
          value={form.satellites}
          onChange={(ids) => change({ satellites: ids })}
        />
      )}
      {kind === "alarm" && (
        <NativeSelect
          label={t("schedules.plan.snooze")}
          value={String(form.snooze)}
          data={[
            { value: "0", label: t("schedules.plan.snoozeUsual") },
            ...[...new Set([...SNOOZES_S, form.snooze])]
              .filter((seconds) => seconds > 0)
              .sort((a, b) => a - b)
              .map((seconds) => ({ value: String(seconds), label: lengthText(seconds, locale) })),
          ]}
          data-testid="plan-snooze-length"
          onChange={(event) => change({ snooze: Number(event.currentTarget.value) })}
        />
      )}
      {moment !== null && moment > now && (
        <p className={styles.preview} aria-live="polite" data-testid="plan-preview">
          <IconCalendarTime size={18} aria-hidden />
          <span>
            {form.mode === "repeat" && (
              <>{repeatText(repeatOfRule(form.rule, form.time), locale, t)}. </>
            )}
            {t(form.mode === "repeat" ? "schedules.plan.next" : "schedules.plan.at", {
              moment: momentWords(moment, now, locale, zone),
              until: untilText(moment, now, locale, t),
            })}
          </span>
        </p>
      )}
    </FormDialog>
  );
}
