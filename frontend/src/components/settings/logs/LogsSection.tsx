import { Button, SegmentedControl, Select, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconDownload, IconPlayerPause, IconPlayerPlay, IconSearch } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { type HubLogLine, useHubLog } from "../../../api/hubLog";
import { LOG_LEVELS, type LogLevel } from "../../../api/integrationLog";
import { EmptyState } from "../../panel/EmptyState";
import { download } from "../../panel/download";
import { Trouble } from "../../panel/Trouble";
import { asFile, wanted } from "./filter";
import { LogRows } from "./LogRows";
import styles from "./LogsSection.module.css";
import { TellMore } from "./TellMore";
import { useSourceName } from "./useSourceName";

const TYPED_MS = 150;

/** What every part of the hub logs, live. */
export function LogsSection() {
  const { t } = useTranslation();
  const log = useHubLog();
  const nameOf = useSourceName();
  const [level, setLevel] = useState<LogLevel>("info");
  const [source, setSource] = useState("");
  const [text, setText] = useState("");
  const [soughtText] = useDebouncedValue(text, TYPED_MS);
  const [paused, setPaused] = useState<readonly HubLogLine[] | null>(null);
  const all = paused ?? log.data?.lines;
  const lines = useMemo(
    () => wanted(all ?? [], { level, source, text: soughtText }),
    [all, level, source, soughtText],
  );
  const newest = log.data?.lines[0]?.seq ?? 0;
  const waiting = paused === null ? 0 : newest - (paused[0]?.seq ?? 0);
  const sources = (log.data?.sources ?? [])
    .map((value) => ({ value, label: nameOf(value) }))
    .sort((one, other) => one.label.localeCompare(other.label));
  return (
    <div className={styles.page}>
      <p className={styles.intro}>{t("logs.intro")}</p>
      <div className={styles.tools}>
        <SegmentedControl
          size="sm"
          aria-label={t("log.filter")}
          value={level}
          onChange={(value) => setLevel(LOG_LEVELS.find((one) => one === value) ?? "info")}
          data={LOG_LEVELS.map((value) => ({ value, label: t(`log.level.${value}`) }))}
        />
        <Select
          size="sm"
          className={styles.source}
          aria-label={t("logs.source")}
          placeholder={t("logs.everySource")}
          data={sources}
          value={source === "" ? null : source}
          onChange={(value) => setSource(value ?? "")}
          clearable
          searchable
          clearButtonProps={{ "aria-label": t("logs.everySource") }}
          nothingFoundMessage={t("logs.noSource")}
        />
        <TextInput
          type="search"
          size="sm"
          className={styles.search}
          aria-label={t("logs.search")}
          placeholder={t("logs.search")}
          leftSection={<IconSearch size={18} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </div>
      <div className={styles.tools}>
        <Button
          size="sm"
          variant={paused ? "filled" : "default"}
          leftSection={
            paused ? (
              <IconPlayerPlay size={18} aria-hidden />
            ) : (
              <IconPlayerPause size={18} aria-hidden />
            )
          }
          onClick={() => setPaused(paused ? null : (log.data?.lines ?? []))}
          data-testid="pause"
        >
          {paused ? t("logs.goOn", { count: waiting }) : t("logs.pause")}
        </Button>
        <TellMore raised={log.data?.raised ?? []} sources={sources} source={source} />
        <span className={styles.spacer} />
        <Button
          size="sm"
          variant="default"
          leftSection={<IconDownload size={18} aria-hidden />}
          disabled={lines.length === 0}
          onClick={() => download("ova.log", asFile(lines), "text/plain")}
        >
          {t("logs.download")}
        </Button>
      </div>
      <Trouble
        error={log.data ? null : log.error}
        title={t("log.unread")}
        onRetry={() => void log.refetch()}
      />
      {log.data && lines.length === 0 ? (
        <EmptyState icon={IconSearch} title={t("logs.none")} testId="no-lines">
          {t("logs.noneHelp")}
        </EmptyState>
      ) : (
        <LogRows lines={lines} nameOf={nameOf} />
      )}
    </div>
  );
}
