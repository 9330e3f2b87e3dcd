import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import {
  type FloorDetails,
  type PlaceChange,
  type PlaceKind,
  useAddPlace,
  useChangePlace,
  usePlaceFloors,
} from "../../../api/places";
import type { Area } from "../../../api/types";
import { FormDialog } from "../../panel/FormDialog";
import { NameInputs } from "./NameInputs";

/** A floor or a room that is being changed; without one a new one is made. */
export interface EditedPlace {
  kind: PlaceKind;
  place: Area | FloorDetails | null;
}

interface Props {
  edited: EditedPlace;
  onClose: () => void;
}

const NO_FLOOR = "";

/** The name, aliases and, of a room, the floor. */
export function PlaceDialog({ edited: { kind, place }, onClose }: Props) {
  const { t } = useTranslation();
  const floors = usePlaceFloors().data ?? [];
  const add = useAddPlace(kind);
  const change = useChangePlace(kind);
  const [name, setName] = useState(place?.name ?? "");
  const [aliases, setAliases] = useState<string[]>(place?.aliases ?? []);
  const [floorId, setFloorId] = useState(floorOf(place) ?? NO_FLOOR);
  const wanted: PlaceChange = {
    name: name.trim(),
    aliases,
    ...(kind === "areas" ? { floor_id: floorId === NO_FLOOR ? null : floorId } : {}),
  };
  const seen: PlaceChange | undefined = place
    ? {
        name: place.name,
        aliases: place.aliases,
        ...(kind === "areas" ? { floor_id: floorOf(place) } : {}),
      }
    : undefined;
  const send = (was: PlaceChange | undefined) => {
    if (place) {
      change.mutate({ id: place.id, change: wanted, was }, { onSuccess: onClose });
    } else {
      add.mutate(wanted, { onSuccess: onClose });
    }
  };
  const title = place
    ? t("areas.edit", { name: place.name })
    : t(kind === "areas" ? "areas.addArea" : "areas.addFloor");
  return (
    <FormDialog
      opened
      title={title}
      action={place ? t("settings.save") : t("areas.add")}
      busy={add.isPending || change.isPending}
      error={add.error ?? change.error}
      onSubmit={() => send(seen)}
      onOverwrite={() => send(undefined)}
      onTheirs={onClose}
      onClose={onClose}
    >
      <NameInputs name={name} onName={setName} aliases={aliases} onAliases={setAliases} />
      {kind === "areas" && (
        <NativeSelect
          label={t("areas.floor")}
          size="md"
          data={[
            { value: NO_FLOOR, label: t("areas.noFloor") },
            ...floors.map((floor) => ({ value: floor.id, label: floor.name })),
          ]}
          value={floorId}
          onChange={(event) => setFloorId(event.currentTarget.value)}
        />
      )}
    </FormDialog>
  );
}

function floorOf(place: Area | FloorDetails | null): string | null {
  return place !== null && "floor_id" in place ? place.floor_id : null;
}
