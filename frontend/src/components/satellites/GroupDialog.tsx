import { Chip, Input, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { type SatelliteGroup, useSaveGroup } from "../../api/satelliteGroups";
import type { SatelliteInfo } from "../../api/satellites";
import { offered, sameChoice, toggledAll } from "../../schedules/ringsOn";
import { FormDialog } from "../panel/FormDialog";
import styles from "./groups.module.css";

const LONGEST_NAME = 60;

interface Props {
  /** The group to change as it was when the dialog was opened; null: a new one. */
  group: SatelliteGroup | null;
  /** The same group as it is now. */
  current: SatelliteGroup | undefined;
  satellites: readonly SatelliteInfo[];
  onClose: () => void;
}

/** Asks for the name of a group and which satellites are in it. */
export function GroupDialog({ group, current, satellites, onClose }: Props) {
  const { t } = useTranslation();
  const [seen, setSeen] = useState(group);
  const [name, setName] = useState(group?.name ?? "");
  const [members, setMembers] = useState<readonly string[]>(group?.satellite_ids ?? []);
  const [tried, setTried] = useState(false);
  const saving = useSaveGroup();
  const known = offered(satellites, members);
  const present = members.filter((id) => known.some((one) => one.id === id));
  const nameless = name.trim() === "";
  const save = (overwrite: boolean) => {
    setTried(true);
    if (nameless || present.length === 0) {
      return;
    }
    const fields = { name: name.trim(), satellite_ids: present };
    if (seen === null) {
      saving.mutate({ id: undefined, fields }, { onSuccess: onClose });
      return;
    }
    const changes = {
      ...(fields.name === seen.name ? {} : { name: fields.name }),
      ...(sameChoice(present, seen.satellite_ids) ? {} : { satellite_ids: present }),
    };
    const was = {
      ...("name" in changes ? { name: seen.name } : {}),
      ...("satellite_ids" in changes ? { satellite_ids: seen.satellite_ids } : {}),
    };
    saving.mutate(
      { id: seen.id, fields: changes, was: overwrite ? undefined : was },
      { onSuccess: onClose },
    );
  };
  const showTheirs = () => {
    if (current) {
      setSeen(current);
      setName(current.name);
      setMembers(current.satellite_ids);
    }
    saving.reset();
  };
  return (
    <FormDialog
      opened
      title={t(group === null ? "satellites.groups.new" : "satellites.groups.change")}
      action={t("satellites.save")}
      busy={saving.isPending}
      error={saving.error}
      onOverwrite={() => save(true)}
      onTheirs={showTheirs}
      onSubmit={() => save(false)}
      onClose={onClose}
    >
      <TextInput
        label={t("satellites.groups.name")}
        description={t("satellites.groups.nameHelp")}
        placeholder={t("satellites.groups.example")}
        maxLength={LONGEST_NAME}
        data-autofocus
        value={name}
        error={tried && nameless ? t("satellites.nameMissing") : undefined}
        data-testid="group-name"
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Input.Wrapper
        label={t("satellites.groups.members")}
        labelElement="div"
        error={tried && present.length === 0 ? t("satellites.groups.noMembers") : undefined}
      >
        <div className={styles.chips} role="group" aria-label={t("satellites.groups.members")}>
          {known.map(({ id, name: label }) => (
            <Chip
              key={id}
              size="sm"
              checked={members.includes(id)}
              classNames={{ label: styles.chip }}
              onChange={() => setMembers(toggledAll(members, [id]))}
              data-testid="group-member"
            >
              {label}
            </Chip>
          ))}
        </div>
      </Input.Wrapper>
    </FormDialog>
  );
}
