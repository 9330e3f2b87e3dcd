import { Chip, Group, Input, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { KnownSatellite } from "../../api/satelliteList";
import type { TimerFields } from "../../api/timers";
import { useEditTimer, useStartTimer } from "../../api/timers";
import type { Area, Timer } from "../../api/types";
import { choiceOf, placeOf, sameChoice } from "../../schedules/ringsOn";
import { FormDialog } from "../panel/FormDialog";
import {
  type Length,
  lengthMistake,
  lengthOf,
  lengthText,
  secondsOf,
} from "../../schedules/length";
import { LengthFields } from "./LengthFields";
import { RingsOnField } from "./RingsOnField";

const USUAL_S = [60, 180, 300, 600, 900, 1800, 3600];
const UNITS = ["hours", "minutes", "seconds"] as const;

interface Props {
  /** The timer to change as it was when the dialog was opened; null: a new one. */
  timer: Timer | null;
  /** The same timer as it is now. */
  current?: Timer | undefined;
  satellites: readonly KnownSatellite[];
  areas: readonly Area[];
  onClose: () => void;
}

/** Asks for a new timer, or changes one. */
export function TimerDialog({ timer, current, satellites, areas, onClose }: Props) {
  const { t, i18n } = useTranslation();
  const [seen, setSeen] = useState(timer);
  const [length, setLength] = useState<Length>(() => lengthOf(timer?.duration_s ?? 300));
  const [name, setName] = useState(timer?.name ?? "");
  const [rings, setRings] = useState<readonly string[]>(timer === null ? [] : choiceOf(timer));
  const [tried, setTried] = useState(false);
  const start = useStartTimer();
  const edit = useEditTimer();
  const mistake = lengthMistake(length);
  const fields = {
    duration_s: secondsOf(length),
    name: name.trim() === "" ? null : name.trim(),
  };
  const save = (overwrite: boolean) => {
    setTried(true);
    if (mistake !== null) {
      return;
    }
    if (seen === null) {
      start.mutate({ ...fields, ...placeOf(rings) }, { onSuccess: onClose });
    } else {
      const { changes, was } = changesOf(seen, fields, rings);
      edit.mutate(
        { id: seen.id, changes, was: overwrite ? undefined : was },
        { onSuccess: onClose },
      );
    }
  };
  const showTheirs = () => {
    if (current) {
      setSeen(current);
      setLength(lengthOf(current.duration_s));
      setName(current.name ?? "");
      setRings(choiceOf(current));
      edit.reset();
    }
  };
  return (
    <FormDialog
      opened
      title={t(timer === null ? "schedules.newTimer" : "schedules.editTimer")}
      action={t(timer === null ? "schedules.start" : "schedules.save")}
      busy={start.isPending || edit.isPending}
      error={start.error ?? edit.error}
      onOverwrite={() => save(true)}
      onTheirs={showTheirs}
      onSubmit={() => save(false)}
      onClose={onClose}
    >
      <Input.Wrapper label={t("schedules.length")} labelElement="div">
        {timer === null && (
          <Group gap={6} mb="sm" role="group" aria-label={t("schedules.usual")}>
            {USUAL_S.map((seconds) => (
              <Chip
                key={seconds}
                size="sm"
                checked={secondsOf(length) === seconds}
                onChange={() => setLength(lengthOf(seconds))}
              >
                {lengthText(seconds, i18n.language)}
              </Chip>
            ))}
          </Group>
        )}
        <LengthFields units={UNITS} value={length} testId="timer" onChange={setLength} />
        {tried && mistake !== null && (
          <Input.Error mt={6} role="alert">
            {t(mistake)}
          </Input.Error>
        )}
      </Input.Wrapper>
      <TextInput
        label={t("schedules.name")}
        placeholder={t("schedules.namePlaceholder")}
        maxLength={100}
        value={name}
        data-testid="timer-name"
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <RingsOnField satellites={satellites} areas={areas} value={rings} onChange={setRings} />
    </FormDialog>
  );
}

/** What a person changed, and what these fields were. */
function changesOf(
  seen: Timer,
  fields: Pick<Timer, "duration_s" | "name">,
  rings: readonly string[],
): { changes: Partial<TimerFields>; was: Partial<TimerFields> } {
  const different = (["duration_s", "name"] as const).filter(
    (field) => fields[field] !== (field === "duration_s" ? Math.round(seen[field]) : seen[field]),
  );
  const changes: Partial<TimerFields> = Object.fromEntries(
    different.map((field) => [field, fields[field]]),
  );
  const was: Partial<TimerFields> = Object.fromEntries(
    different.map((field) => [field, seen[field]]),
  );
  if (!sameChoice(rings, choiceOf(seen))) {
    Object.assign(changes, placeOf(rings));
    was.satellite_ids = seen.satellite_ids;
    was.group_id = seen.group_id;
  }
  return { changes, was };
}
