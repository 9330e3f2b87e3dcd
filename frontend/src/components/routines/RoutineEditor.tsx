import { Button, Chip, Input, Switch, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { isChangedMeanwhile } from "../../api/problem";
import { type Routine, useSaveRoutine } from "../../api/routines";
import type { KnownSatellite } from "../../api/satelliteList";
import {
  newRoutine,
  routineChanges,
  routineFields,
  type RoutineForm,
  routineFormOf,
  routineMistake,
} from "../../schedules/routineForm";
import panel from "../panel/panel.module.css";
import { SaveRefusal } from "../panel/SaveRefusal";
import { Section } from "../panel/Section";
import { WhenFields } from "../schedules/WhenFields";
import { ICON_NAMES, ROUTINE_ICONS, routineIcon } from "./icons";
import { PhraseRows } from "./PhraseRows";
import styles from "./routines.module.css";
import { SpeaksOnSelect } from "./SpeaksOnSelect";
import { StepRows } from "./StepRows";
import { useRoutineCheck } from "./useRoutineCheck";

const NO_LENGTH = { hours: 0, minutes: 0, seconds: 0 } as const;

interface Props {
  /** The routine as it is now; null: a new one. */
  routine: Routine | null;
  satellites: readonly KnownSatellite[];
  onSaved: (routine: Routine) => void;
}

/** The form of a routine: what starts it, what it does, and when it runs by itself. */
export function RoutineEditor({ routine, satellites, onSaved }: Props) {
  const { t } = useTranslation();
  const [seen, setSeen] = useState(routine);
  const [form, setForm] = useState<RoutineForm>(() =>
    routine === null ? newRoutine() : routineFormOf(routine),
  );
  const [tried, setTried] = useState(false);
  const save = useSaveRoutine();
  const checked = useRoutineCheck(seen?.id ?? null, form);
  const mistake = routineMistake(form);
  const change = (part: Partial<RoutineForm>) => setForm((before) => ({ ...before, ...part }));
  const submit = (overwrite: boolean) => {
    setTried(true);
    if (mistake !== null) {
      return;
    }
    const anyway = checked.taken;
    if (seen === null) {
      save.mutate({ id: null, fields: routineFields(form), anyway }, { onSuccess: onSaved });
      return;
    }
    const { fields, was } = routineChanges(seen, form);
    if (Object.keys(fields).length === 0) {
      onSaved(seen);
      return;
    }
    save.mutate(
      { id: seen.id, fields, was: overwrite ? undefined : was, anyway },
      { onSuccess: onSaved },
    );
  };
  const theirs = () => {
    if (routine !== null) {
      setSeen(routine);
      setForm(routineFormOf(routine));
      save.reset();
    }
  };
  const area = satellites.find(({ id }) => id === form.place)?.area_id ?? "";
  return (
    <form
      className={panel.stack}
      data-testid="routine-form"
      onSubmit={(event) => {
        event.preventDefault();
        submit(false);
      }}
    >
      <Section title={t("schedules.routine.whatItIs")}>
        <TextInput
          mt="sm"
          label={t("schedules.name")}
          placeholder={t("schedules.routine.nameExample")}
          maxLength={100}
          value={form.name}
          data-testid="routine-name"
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <Input.Wrapper label={t("schedules.routine.icon")} labelElement="div" mt="sm">
          <Chip.Group value={routineIcon(form.icon)} onChange={(icon) => change({ icon })}>
            <div
              className={styles.icons}
              role="radiogroup"
              aria-label={t("schedules.routine.icon")}
            >
              {ICON_NAMES.map((name) => {
                const Icon = ROUTINE_ICONS[name];
                return (
                  <Chip
                    key={name}
                    value={name}
                    icon={null}
                    classNames={{ iconWrapper: styles.noMark ?? "", label: styles.iconChip ?? "" }}
                    aria-label={t(`schedules.routine.icons.${name}`)}
                  >
                    <Icon size={20} aria-hidden />
                  </Chip>
                );
              })}
            </div>
          </Chip.Group>
        </Input.Wrapper>
      </Section>
      <Section title={t("schedules.routine.phrases")}>
        <p className={panel.dimmed}>{t("schedules.routine.phrasesHelp")}</p>
        <div style={{ marginTop: 12 }}>
          <PhraseRows
            phrases={form.phrases}
            checked={checked.phrases}
            onChange={(phrases) => change({ phrases })}
          />
        </div>
      </Section>
      <Section title={t("schedules.routine.stepList")}>
        <p className={panel.dimmed}>{t("schedules.routine.stepsHelp")}</p>
        <div style={{ marginTop: 12 }}>
          <StepRows
            steps={form.steps}
            checked={checked.steps}
            area={area}
            satellites={satellites}
            onChange={(steps) => change({ steps })}
          />
        </div>
      </Section>
      <Section title={t("schedules.routine.byItself")}>
        <Switch
          mt="sm"
          label={t("schedules.routine.timed")}
          checked={form.timed}
          data-testid="routine-timed"
          onChange={(event) => change({ timed: event.currentTarget.checked })}
        />
        {form.timed && (
          <div className={panel.stack} style={{ marginTop: 14 }}>
            <WhenFields
              modes={["repeat"]}
              value={{
                mode: "repeat",
                day: "",
                time: form.time,
                rule: form.rule,
                length: NO_LENGTH,
              }}
              mistakes={{}}
              onChange={({ time = form.time, rule = form.rule }) => change({ time, rule })}
            />
            <SpeaksOnSelect
              satellites={satellites}
              value={form.place}
              label={t("schedules.routine.place")}
              description={t("schedules.routine.placeHelp")}
              nowhere={t("schedules.routine.nowhere")}
              onChange={(place) => change({ place })}
            />
          </div>
        )}
      </Section>
      {tried && mistake !== null && (
        <Input.Error role="alert" size="md" data-testid="routine-mistake">
          {t(mistake)}
        </Input.Error>
      )}
      <SaveRefusal
        error={save.error}
        onOverwrite={() => submit(true)}
        onTheirs={isChangedMeanwhile(save.error) ? theirs : undefined}
      />
      <div className={styles.foot}>
        <Button variant="default" component={Link} to="/schedules/routines">
          {t("panel.cancel")}
        </Button>
        <Button type="submit" loading={save.isPending} data-testid="routine-save">
          {t(checked.taken ? "skills.saveAnyway" : "schedules.save")}
        </Button>
      </div>
    </form>
  );
}
