import { Checkbox, MultiSelect, Stack, Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useEntities } from "../../api/home";
import { useIntegrations } from "../../api/integrations";
import { type SatelliteChange, type SatelliteInfo, useChangeSatellite } from "../../api/satellites";
import type { Area } from "../../api/types";
import panel from "../panel/panel.module.css";
import { Section } from "../panel/Section";
import { barChoices } from "./barChoices";
import { SectionRefusal } from "./SectionRefusal";

const OWN = "own";
const DOMAINS = [
  "light",
  "switch",
  "lock",
  "cover",
  "climate",
  "fan",
  "media_player",
  "vacuum",
  "alarm_control_panel",
  "valve",
  "scene",
  "script",
  "button",
  "siren",
  "humidifier",
  "water_heater",
  "lawn_mower",
] as const;

interface Props {
  satellite: SatelliteInfo;
  areas: readonly Area[];
}

/** What may be controlled from a satellite. */
export function ControlSection({ satellite, areas }: Props) {
  const { t } = useTranslation();
  const change = useChangeSatellite(satellite.id);
  const entities = useEntities().data ?? [];
  const integrations = useIntegrations().data ?? [];
  const { control_areas: allowed, control_not: barred } = satellite;
  const everywhere = allowed.length === 0;
  const set = (changes: SatelliteChange, was: SatelliteChange) => change.mutate({ changes, was });
  const allow = (chosen: string[]) => set({ control_areas: chosen }, { control_areas: allowed });
  return (
    <Section title={t("satellites.control.title")} testId="satellite-control">
      <p className={panel.dimmed}>{t("satellites.control.help")}</p>
      <Switch
        mt="sm"
        label={t("satellites.control.everywhere")}
        checked={everywhere}
        onChange={(event) => allow(event.currentTarget.checked ? [] : [OWN])}
        data-testid="control-everywhere"
      />
      {!everywhere && (
        <Checkbox.Group
          mt="sm"
          label={t("satellites.control.areas")}
          value={allowed}
          onChange={(chosen) => {
            if (chosen.length > 0) {
              allow(chosen);
            }
          }}
        >
          <Stack gap={8} mt={6}>
            <Checkbox value={OWN} label={t("satellites.control.own")} data-testid="control-own" />
            {areas.map(({ id, name }) => (
              <Checkbox key={id} value={id} label={name} />
            ))}
          </Stack>
        </Checkbox.Group>
      )}
      <MultiSelect
        mt="md"
        size="md"
        searchable
        clearable
        hidePickedOptions
        label={t("satellites.control.not")}
        description={t("satellites.control.notHelp")}
        placeholder={barred.length === 0 ? t("satellites.control.nothing") : undefined}
        value={barred}
        onChange={(chosen) => set({ control_not: chosen }, { control_not: barred })}
        data={barChoices(
          entities,
          integrations.map(({ id, name, offers }) => ({ id, name, actions: offers.actions ?? 0 })),
          barred,
          {
            kinds: t("satellites.control.kinds"),
            things: t("satellites.control.things"),
            more: t("satellites.control.more"),
            announce: t("satellites.control.announce"),
            allOf: (domain) => {
              const known = DOMAINS.find((one) => one === domain);
              return known
                ? t(`satellites.control.domain.${known}`)
                : t("satellites.control.all", { domain: domain.replaceAll("_", " ") });
            },
            everything: (name) => t("satellites.control.integration", { name }),
          },
        )}
        clearButtonProps={{ "aria-label": t("satellites.control.clear") }}
        data-testid="control-not"
      />
      <SectionRefusal
        change={change}
        onOverwrite={() => change.mutate({ changes: change.variables?.changes ?? {} })}
      />
    </Section>
  );
}
