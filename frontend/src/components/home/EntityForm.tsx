import { Button, Group, NativeSelect, Stack, Switch, TagsInput, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";

import { type EntityChoice, useChangeEntity } from "../../api/home";
import type { Area, Entity } from "../../api/types";
import { changeOf, choiceOf } from "../../home/entityForm";
import { SaveRefusal } from "../panel/SaveRefusal";
import { Section } from "../panel/Section";

interface Props {
  entity: Entity;
  areas: readonly Area[];
}

/** What people decide about a device: its name, room, other names, and whether it may be spoken to. */
export function EntityForm({ entity, areas }: Props) {
  const { t } = useTranslation();
  const [seen, setSeen] = useState(() => choiceOf(entity));
  const [form, setForm] = useState(seen);
  const change = useChangeEntity(entity.id);
  const latest = choiceOf(entity);
  const dirty = changeOf(seen, form) !== null;
  // What changes elsewhere is shown while nobody types here.
  if (!dirty && !change.isPending && changeOf(seen, latest) !== null) {
    setSeen(latest);
    setForm(latest);
  }
  const set = (more: Partial<EntityChoice>) => setForm((now) => ({ ...now, ...more }));
  const save = (over: EntityChoice) => {
    const wanted = changeOf(seen, form, over);
    if (!wanted) {
      return;
    }
    change.mutate(wanted, {
      onSuccess: (saved) => {
        setSeen(choiceOf(saved));
        setForm(choiceOf(saved));
        notifications.show({ color: "fern", message: t("home.saved", { name: saved.name }) });
      },
    });
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    save(seen);
  };
  const takeTheirs = () => {
    setSeen(latest);
    setForm(latest);
    change.reset();
  };
  return (
    <Section title={t("home.edit")} testId="entity-form">
      <form onSubmit={submit}>
        <Stack gap="sm" mt="sm">
          <TextInput
            label={t("home.name")}
            value={form.name}
            required
            maxLength={100}
            onChange={(event) => set({ name: event.currentTarget.value })}
            data-testid="entity-name"
          />
          <NativeSelect
            size="md"
            label={t("home.room")}
            value={form.area_id ?? ""}
            data={[
              { value: "", label: t("home.noRoom") },
              ...areas.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(event) => set({ area_id: event.currentTarget.value || null })}
            data-testid="entity-area"
          />
          <TagsInput
            size="md"
            label={t("home.aliases")}
            description={t("home.aliasesHelp")}
            value={form.aliases}
            onChange={(aliases) => set({ aliases })}
            maxTags={50}
            maxLength={100}
            acceptValueOnBlur
            data-testid="entity-aliases"
          />
          <Switch
            label={t("home.exposed")}
            description={t("home.exposedHelp")}
            checked={form.exposed}
            onChange={(event) => set({ exposed: event.currentTarget.checked })}
            data-testid="entity-exposed"
          />
          <SaveRefusal
            error={change.error}
            onTheirs={takeTheirs}
            onOverwrite={() => save(latest)}
          />
          {dirty && (
            <Group justify="flex-end">
              <Button
                variant="default"
                onClick={() => {
                  setForm(seen);
                  change.reset();
                }}
              >
                {t("panel.cancel")}
              </Button>
              <Button type="submit" loading={change.isPending} data-testid="entity-save">
                {t("home.save")}
              </Button>
            </Group>
          )}
        </Stack>
      </form>
    </Section>
  );
}
