import { Button, Chip, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { request } from "../../api/client";
import { useAreas, useEntities } from "../../api/home";
import { keys } from "../../api/queryClient";
import type { Area } from "../../api/types";
import { SaveRefusal } from "../panel/SaveRefusal";
import styles from "./FirstRun.module.css";
import { folded, type Room, roomChanges, roomsToTick } from "./rooms";
import { StepFrame } from "./StepFrame";
import type { StepProps } from "./steps";

const NO_AREAS: readonly Area[] = [];

/** Which rooms there are: usual ones to tick, own ones to type. */
export function RoomsStep({ onDone, onSkip, onBack }: StepProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const areas = useAreas().data ?? NO_AREAS;
  const entities = useEntities().data ?? [];
  const [own, setOwn] = useState<readonly string[]>([]);
  const [chosen, setChosen] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [typed, setTyped] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const inhabited = new Set(entities.flatMap(({ area_id }) => (area_id === null ? [] : [area_id])));
  const suggestions = t("firstRun.rooms.suggestions", { returnObjects: true });
  const rooms = roomsToTick(areas, inhabited, [...own, ...suggestions]);
  const isTicked = (room: Room) => chosen.get(folded(room.name)) ?? room.id !== null;
  const tick = (name: string, on: boolean) => setChosen(new Map(chosen).set(folded(name), on));
  const add = () => {
    const name = typed.trim();
    if (name !== "") {
      setOwn([...own.filter((one) => folded(one) !== folded(name)), name]);
      tick(name, true);
      setTyped("");
    }
  };
  const save = async () => {
    setBusy(true);
    setError(null);
    const ticked = new Set(rooms.filter(isTicked).map(({ name }) => folded(name)));
    const { added, removed } = roomChanges(rooms, ticked);
    try {
      for (const { name } of added) {
        await request<Area>("POST", "/api/areas", { name });
      }
      for (const { id } of removed) {
        await request<unknown>("DELETE", `/api/areas/${encodeURIComponent(id ?? "")}`);
      }
      onDone();
    } catch (reason) {
      setError(reason);
    } finally {
      setBusy(false);
      void client.invalidateQueries({ queryKey: keys.areas });
    }
  };
  return (
    <StepFrame
      title={t("firstRun.rooms.title")}
      text={t("firstRun.rooms.text")}
      busy={busy}
      onNext={() => (typed.trim() === "" ? void save() : add())}
      onSkip={onSkip}
      onBack={onBack}
    >
      <div className={styles.chips} role="group" aria-label={t("firstRun.rooms.short")}>
        {rooms.map((room) => (
          <Chip
            key={folded(room.name)}
            size="md"
            checked={isTicked(room)}
            disabled={room.fixed}
            title={room.fixed ? t("firstRun.rooms.fixed") : undefined}
            onChange={(on) => tick(room.name, on)}
          >
            {room.name}
          </Chip>
        ))}
      </div>
      <TextInput
        label={t("firstRun.rooms.own")}
        placeholder={t("firstRun.rooms.ownPlaceholder")}
        maxLength={100}
        value={typed}
        data-testid="first-run-room"
        onChange={(event) => setTyped(event.currentTarget.value)}
        rightSectionWidth={104}
        rightSection={
          <Button
            size="xs"
            variant="light"
            disabled={typed.trim() === ""}
            onClick={add}
            data-testid="first-run-room-add"
          >
            {t("firstRun.rooms.add")}
          </Button>
        }
      />
      <SaveRefusal error={error} />
    </StepFrame>
  );
}
