import { Button, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { type Cure, useCure, useFloors } from "../../api/history";
import { useAreas, useEntities } from "../../api/home";
import { explain } from "../../api/problem";
import { doneText } from "./cureWords";
import styles from "./RunView.module.css";

interface Props {
  runId: string;
  cure: Cure;
  onDone: () => void;
}

/** Gives a name that was not known to something a person chooses. */
export function AliasChoice({ runId, cure, onDone }: Props) {
  const { t } = useTranslation();
  const apply = useCure(runId);
  const [id, setId] = useState<string | null>(null);
  const [text, setText] = useState(cure.text);
  const things = useThings(cure.place);
  const thing = things.find((one) => one.id === id);
  const place = cure.place as "entity" | "area" | "floor";
  if (apply.isSuccess) {
    return (
      <li className={styles.cure} data-done data-testid="cure" data-kind="alias-choice">
        <div aria-live="polite">{doneText({ ...cure, text, name: apply.data.name }, t)}</div>
      </li>
    );
  }
  return (
    <li className={styles.cure} data-testid="cure" data-kind="alias-choice">
      <Select
        className={styles.own}
        size="sm"
        searchable
        label={t(`history.cure.choose.${place}`)}
        placeholder={t("history.cure.choosePlaceholder")}
        nothingFoundMessage={t("history.nothingFound")}
        data={things.map((one) => ({ value: one.id, label: one.label }))}
        value={id}
        onChange={setId}
        comboboxProps={{ withinPortal: true }}
        data-testid="alias-thing"
      />
      <TextInput
        className={styles.own}
        size="sm"
        label={t("history.cure.alsoCalled")}
        value={text}
        maxLength={100}
        error={apply.error ? explain(apply.error) : undefined}
        onChange={(event) => setText(event.currentTarget.value)}
        data-testid="alias-text"
      />
      <Button
        size="xs"
        disabled={!thing || text.trim() === ""}
        loading={apply.isPending}
        onClick={() =>
          thing &&
          apply.mutate(
            {
              kind: "alias",
              place,
              id: thing.id,
              text,
              means: "",
              area_id: "",
              was: { aliases: thing.aliases },
            },
            { onSuccess: onDone },
          )
        }
        data-testid="alias-apply"
      >
        {t("history.cure.do.alias")}
      </Button>
    </li>
  );
}

interface Thing {
  id: string;
  label: string;
  aliases: string[];
}

function useThings(place: string): Thing[] {
  const areas = useAreas();
  const entities = useEntities();
  const floors = useFloors(place === "floor");
  const room = new Map(areas.data?.map(({ id, name }) => [id, name]));
  switch (place) {
    case "area":
      return (areas.data ?? []).map((one) => ({ ...one, label: one.name }));
    case "floor":
      return (floors.data ?? []).map((one) => ({ ...one, label: one.name }));
    default:
      return (entities.data ?? [])
        .filter(({ exposed, detached }) => exposed && !detached)
        .map(({ id, name, aliases, area_id: area }) => ({
          id,
          label: area ? `${name} · ${room.get(area) ?? area}` : name,
          aliases,
        }));
  }
}
