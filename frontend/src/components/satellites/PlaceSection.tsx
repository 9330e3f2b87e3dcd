import { Button, Group, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { type SatelliteInfo, useChangeSatellite } from "../../api/satellites";
import type { Area } from "../../api/types";
import { Section } from "../panel/Section";
import { AreaSelect } from "./AreaSelect";
import { SectionRefusal } from "./SectionRefusal";
import styles from "./satellites.module.css";

interface Props {
  satellite: SatelliteInfo;
  areas: readonly Area[];
}

interface Draft {
  name: string;
  area_id: string | null;
}

/** What a satellite is called and where it stands. */
export function PlaceSection({ satellite, areas }: Props) {
  const { t } = useTranslation();
  const change = useChangeSatellite(satellite.id);
  const saved: Draft = { name: satellite.name, area_id: satellite.area_id };
  /** What is being typed, and what stood there when that began. */
  const [edit, setEdit] = useState<{ draft: Draft; was: Draft } | null>(null);
  const shown = edit?.draft ?? saved;
  const type = (part: Partial<Draft>) =>
    setEdit({ draft: { ...shown, ...part }, was: edit?.was ?? saved });
  const dirty =
    edit !== null && (shown.name !== edit.was.name || shown.area_id !== edit.was.area_id);
  const save = (was: Draft | undefined) =>
    change.mutate(
      { changes: { ...shown, name: shown.name.trim() }, was },
      { onSuccess: () => setEdit(null) },
    );
  return (
    <Section title={t("satellites.place")} testId="satellite-place">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (edit && shown.name.trim() !== "") {
            save(edit.was);
          }
        }}
      >
        <div className={styles.fields}>
          <TextInput
            label={t("satellites.name")}
            value={shown.name}
            maxLength={100}
            error={shown.name.trim() === "" ? t("satellites.nameMissing") : undefined}
            onChange={(event) => type({ name: event.currentTarget.value })}
            data-testid="satellite-name"
          />
          <AreaSelect
            areas={areas}
            value={shown.area_id ?? ""}
            onChange={(id) => type({ area_id: id || null })}
            testId="satellite-area"
          />
        </div>
        <SectionRefusal
          change={change}
          onOverwrite={() => save(undefined)}
          onTheirs={() => setEdit(null)}
        />
        {dirty && (
          <Group mt="md" gap="sm">
            <Button type="submit" loading={change.isPending} data-testid="satellite-save">
              {t("satellites.save")}
            </Button>
            <Button
              variant="default"
              onClick={() => {
                setEdit(null);
                change.reset();
              }}
            >
              {t("panel.cancel")}
            </Button>
          </Group>
        )}
      </form>
    </Section>
  );
}
