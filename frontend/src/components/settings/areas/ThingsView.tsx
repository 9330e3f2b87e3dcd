import { Button, Checkbox, Menu, NativeSelect, Skeleton, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconBulb, IconDoorEnter, IconSearch } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import {
  changesOf,
  type EntityChange,
  type EntityFields,
  forced,
  useChangeEntities,
} from "../../../api/entityChanges";
import { useAreas, useEntities } from "../../../api/home";
import type { Entity } from "../../../api/types";
import { EmptyState } from "../../panel/EmptyState";
import panel from "../../panel/panel.module.css";
import { SaveRefusal } from "../../panel/SaveRefusal";
import { Trouble } from "../../panel/Trouble";
import styles from "./Areas.module.css";
import { foundThings, NO_AREA, type ThingFilter, toggled } from "./things";
import { ThingDialog } from "./ThingDialog";
import { ThingRows } from "./ThingRows";

const TYPED_MS = 120;
const VOICES = ["all", "exposed", "hidden"] as const;

/** All things of the home: find, name, move, expose and hide them, many at once. */
export function ThingsView() {
  const { t } = useTranslation();
  const entities = useEntities();
  const areas = useAreas().data;
  const change = useChangeEntities();
  const [text, setText] = useState("");
  const [sought] = useDebouncedValue(text, TYPED_MS);
  const [area, setArea] = useState("");
  const [voice, setVoice] = useState<ThingFilter["voice"]>("all");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [edited, setEdited] = useState<Entity | null>(null);
  const all = entities.data;
  const shown = useMemo(
    () => foundThings(all ?? [], areas ?? [], { text: sought, area, voice }),
    [all, areas, sought, area, voice],
  );
  const marked = shown.filter(({ id }) => chosen.has(id));
  const [sent, setSent] = useState<readonly EntityChange[]>([]);
  const send = (changes: readonly EntityChange[]) => {
    setSent(changes);
    if (changes.length > 0) {
      change.mutate(changes, { onSuccess: () => setChosen(new Set()) });
    } else {
      setChosen(new Set());
    }
  };
  const apply = (fields: Partial<EntityFields>) => send(changesOf(marked, fields));
  return (
    <div className={panel.stack}>
      <p className={styles.intro}>{t("areas.thingsHelp")}</p>
      <div className={styles.tools}>
        <TextInput
          type="search"
          size="sm"
          className={styles.search}
          aria-label={t("areas.search")}
          placeholder={t("areas.search")}
          leftSection={<IconSearch size={18} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <NativeSelect
          className={styles.filter}
          aria-label={t("areas.filterArea")}
          data={[
            { value: "", label: t("areas.everywhere") },
            ...(areas ?? []).map(({ id, name }) => ({ value: id, label: name })),
            { value: NO_AREA, label: t("areas.noArea") },
          ]}
          value={area}
          onChange={(event) => setArea(event.currentTarget.value)}
        />
        <NativeSelect
          className={styles.filter}
          aria-label={t("areas.filterVoice")}
          data={VOICES.map((value) => ({ value, label: t(`areas.voice.${value}`) }))}
          value={voice}
          onChange={(event) =>
            setVoice(VOICES.find((one) => one === event.currentTarget.value) ?? "all")
          }
        />
      </div>
      {entities.isPending && <Skeleton height={300} radius={20} aria-busy="true" />}
      <Trouble
        error={all ? null : entities.error}
        title={t("areas.unreadThings")}
        onRetry={() => void entities.refetch()}
      />
      <SaveRefusal
        error={change.error}
        onOverwrite={() => send(forced(sent))}
        onTheirs={() => {
          change.reset();
          setChosen(new Set());
        }}
      />
      {all && (
        <div className={styles.bulk} data-testid="bulk">
          <Checkbox
            label={
              marked.length > 0
                ? t("areas.chosen", { count: marked.length })
                : t("areas.chooseAll", { count: shown.length })
            }
            checked={shown.length > 0 && marked.length === shown.length}
            indeterminate={marked.length > 0 && marked.length < shown.length}
            disabled={shown.length === 0}
            onChange={() =>
              setChosen(
                marked.length === shown.length ? new Set() : new Set(shown.map(({ id }) => id)),
              )
            }
          />
          {marked.length > 0 && (
            <>
              <Menu position="bottom-start" radius="lg">
                <Menu.Target>
                  <Button
                    size="compact-md"
                    variant="light"
                    loading={change.isPending}
                    leftSection={<IconDoorEnter size={18} aria-hidden />}
                  >
                    {t("areas.move")}
                  </Button>
                </Menu.Target>
                <Menu.Dropdown className={styles.menu}>
                  {(areas ?? []).map(({ id, name }) => (
                    <Menu.Item key={id} onClick={() => apply({ area_id: id })}>
                      {name}
                    </Menu.Item>
                  ))}
                  <Menu.Item onClick={() => apply({ area_id: null })}>
                    {t("areas.noArea")}
                  </Menu.Item>
                </Menu.Dropdown>
              </Menu>
              <Button
                size="compact-md"
                variant="light"
                loading={change.isPending}
                onClick={() => apply({ exposed: true })}
              >
                {t("areas.expose")}
              </Button>
              <Button
                size="compact-md"
                variant="light"
                loading={change.isPending}
                onClick={() => apply({ exposed: false })}
              >
                {t("areas.hide")}
              </Button>
            </>
          )}
        </div>
      )}
      {all?.length === 0 && (
        <EmptyState icon={IconBulb} title={t("areas.noThings")}>
          {t("areas.noThingsHelp")}
        </EmptyState>
      )}
      {all && all.length > 0 && shown.length === 0 && (
        <EmptyState icon={IconSearch} title={t("areas.notFound")} />
      )}
      {shown.length > 0 && (
        <ThingRows
          things={shown}
          areas={areas ?? []}
          chosen={chosen}
          onChoose={(id) => setChosen((known) => toggled(known, id))}
          onEdit={setEdited}
        />
      )}
      {edited && <ThingDialog key={edited.id} thing={edited} onClose={() => setEdited(null)} />}
    </div>
  );
}
