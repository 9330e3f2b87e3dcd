import { NativeSelect, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { type RunSummary, useSatelliteNames } from "../../api/history";
import { useAreas } from "../../api/home";
import { useSkillName } from "../../api/useSkillName";
import { OUTCOMES, type RunFilter } from "../../history/filters";
import styles from "./HistoryHead.module.css";
import { useReason } from "./useReason";

interface Props {
  filter: RunFilter;
  summary: RunSummary | undefined;
  onChange: (changes: Partial<RunFilter>) => void;
}

type Chosen = Exclude<keyof RunFilter, "words" | "from_day" | "to_day">;

/** What can be filtered by, with as many choices as there are runs of. */
export function HistoryFilters({ filter, summary, onChange }: Props) {
  const { t } = useTranslation();
  const reason = useReason();
  const areas = useAreas();
  const satellites = useSatelliteNames();
  const area = (id: string) => areas.data?.find((one) => one.id === id)?.name ?? id;
  const satellite = (id: string) => satellites.data?.find((one) => one.id === id)?.name ?? id;
  const outcome = (value: string) => {
    const known = OUTCOMES.find((one) => one === value);
    return known ? t(`history.outcome.${known}`) : value;
  };
  const source = (value: string) => (value === "audio" ? t("turn.spoken") : t("turn.typed"));
  const nameOf = useSkillName();
  const plain = (value: string) => value;
  const lists: [Chosen, Record<string, number> | undefined, (value: string) => string][] = [
    ["outcome", summary?.of_outcome, outcome],
    ["source", summary?.of_source, source],
    ["area_id", summary?.of_area, area],
    ["satellite_id", summary?.of_satellite, satellite],
    ["skill", summary?.of_skill, (id) => nameOf(id)],
    ["intent", summary?.of_intent, plain],
    ["error", summary?.of_error, reason],
  ];
  return (
    <div className={styles.filters}>
      {lists.map(([name, counts, word]) => (
        <NativeSelect
          key={name}
          size="sm"
          label={t(`history.by.${name}`)}
          value={filter[name]}
          onChange={(event) => onChange({ [name]: event.currentTarget.value })}
          data-testid={`history-by-${name}`}
          data={[
            { value: "", label: t("history.all") },
            ...choices(counts, filter[name]).map(([value, count]) => ({
              value,
              label: `${word(value)} (${count})`,
            })),
          ]}
        />
      ))}
      <TextInput
        size="sm"
        type="date"
        label={t("history.by.from_day")}
        value={filter.from_day}
        max={filter.to_day || undefined}
        onChange={(event) => onChange({ from_day: event.currentTarget.value })}
        data-testid="history-by-from_day"
      />
      <TextInput
        size="sm"
        type="date"
        label={t("history.by.to_day")}
        value={filter.to_day}
        min={filter.from_day || undefined}
        onChange={(event) => onChange({ to_day: event.currentTarget.value })}
        data-testid="history-by-to_day"
      />
    </div>
  );
}

/** What there is to choose from, the most frequent first; what is chosen stays there. */
function choices(counts: Record<string, number> | undefined, now: string): [string, number][] {
  const all = now === "" ? { ...counts } : { [now]: 0, ...counts };
  return Object.entries(all).sort(([a, m], [b, n]) => n - m || a.localeCompare(b));
}
