import { NativeSelect, Switch } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { type EntityFields, forced, seenOf, useChangeEntities } from "../../../api/entityChanges";
import { useAreas } from "../../../api/home";
import type { Entity } from "../../../api/types";
import { FormDialog } from "../../panel/FormDialog";
import { NameInputs } from "./NameInputs";

interface Props {
  thing: Entity;
  onClose: () => void;
}

const NO_AREA = "";

/** What people decide about a thing: its name, room, aliases, and whether it can be named. */
export function ThingDialog({ thing, onClose }: Props) {
  const { t } = useTranslation();
  const areas = useAreas().data ?? [];
  const change = useChangeEntities();
  const [name, setName] = useState(thing.name);
  const [aliases, setAliases] = useState<string[]>(thing.aliases);
  const [areaId, setAreaId] = useState(thing.area_id ?? NO_AREA);
  const [exposed, setExposed] = useState(thing.exposed);
  const wanted: EntityFields = {
    name: name.trim(),
    aliases,
    area_id: areaId === NO_AREA ? null : areaId,
    exposed,
  };
  const differing = Object.fromEntries(
    Object.entries(wanted).filter(
      ([field, value]) =>
        JSON.stringify(value) !== JSON.stringify(thing[field as keyof EntityFields]),
    ),
  ) as Partial<EntityFields>;
  const changes = [{ id: thing.id, ...differing, was: seenOf(thing, differing) }];
  const send = (overwrite: boolean) => {
    if (Object.keys(differing).length === 0) {
      onClose();
    } else {
      change.mutate(overwrite ? forced(changes) : changes, { onSuccess: onClose });
    }
  };
  return (
    <FormDialog
      opened
      title={t("areas.edit", { name: thing.name })}
      action={t("settings.save")}
      busy={change.isPending}
      error={change.error}
      onSubmit={() => send(false)}
      onOverwrite={() => send(true)}
      onTheirs={onClose}
      onClose={onClose}
    >
      <NameInputs
        name={name}
        onName={setName}
        aliases={aliases}
        onAliases={setAliases}
        description={thing.id}
      />
      <NativeSelect
        label={t("areas.area")}
        size="md"
        data={[
          { value: NO_AREA, label: t("areas.noArea") },
          ...areas.map((area) => ({ value: area.id, label: area.name })),
        ]}
        value={areaId}
        onChange={(event) => setAreaId(event.currentTarget.value)}
      />
      <Switch
        label={t("areas.exposed")}
        description={t("areas.exposedHelp")}
        checked={exposed}
        onChange={(event) => setExposed(event.currentTarget.checked)}
      />
    </FormDialog>
  );
}
