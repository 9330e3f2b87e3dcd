import { ActionIcon, Badge, Button, CloseButton, Collapse, TextInput, Title } from "@mantine/core";
import { useDebouncedCallback, useDisclosure } from "@mantine/hooks";
import { IconAdjustmentsHorizontal, IconSearch } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { useRunSummary } from "../../api/history";
import { chosen, NO_FILTER, type RunFilter } from "../../history/filters";
import { HistoryFilters } from "./HistoryFilters";
import styles from "./HistoryHead.module.css";
import { HistoryMenu } from "./HistoryMenu";

interface Props {
  filter: RunFilter;
  onChange: (changes: Partial<RunFilter>) => void;
}

const WAIT_MS = 250;

/** Search, filters, and what can be done with the history as a whole. */
export function HistoryHead({ filter, onChange }: Props) {
  const { t, i18n } = useTranslation();
  const [open, { toggle }] = useDisclosure(chosen(filter) > 0);
  const [words, setWords] = useState(filter.words);
  const sent = useRef(filter.words);
  const summary = useRunSummary(filter);
  const count = summary.data?.count;
  const send = useDebouncedCallback((value: string) => {
    sent.current = value.trim();
    onChange({ words: value });
  }, WAIT_MS);
  // The address may change by itself: back, a link, "show all".
  useEffect(() => {
    if (filter.words !== sent.current) {
      sent.current = filter.words;
      setWords(filter.words);
    }
  }, [filter.words]);
  const type = (value: string) => {
    setWords(value);
    send(value);
  };
  const active = chosen(filter);
  return (
    <header className={styles.head}>
      <div className={styles.row}>
        <Title order={1} className={styles.title}>
          {t("history.title")}
        </Title>
        {count !== undefined && (
          <span className={styles.count} data-testid="history-count">
            {t("history.count", { count, number: count.toLocaleString(i18n.language) })}
          </span>
        )}
        <HistoryMenu filter={filter} count={count ?? 0} />
      </div>
      <div className={styles.row}>
        <TextInput
          className={styles.search}
          type="search"
          aria-label={t("history.search")}
          placeholder={t("history.search")}
          leftSection={<IconSearch size={18} aria-hidden />}
          rightSection={
            words !== "" && (
              <CloseButton
                size="sm"
                aria-label={t("history.clearSearch")}
                onClick={() => type("")}
              />
            )
          }
          value={words}
          onChange={(event) => type(event.currentTarget.value)}
          data-testid="history-search"
        />
        <ActionIcon
          size={42}
          radius="md"
          variant={active > 0 ? "light" : "default"}
          aria-expanded={open}
          aria-label={t("history.filters", { count: active })}
          onClick={toggle}
          data-testid="history-filters"
          className={styles.toggle}
        >
          <IconAdjustmentsHorizontal size={20} aria-hidden />
          {active > 0 && (
            <Badge size="xs" circle className={styles.badge} aria-hidden>
              {active}
            </Badge>
          )}
        </ActionIcon>
      </div>
      <Collapse expanded={open}>
        <HistoryFilters filter={filter} summary={summary.data} onChange={onChange} />
        {active > 0 && (
          <Button
            size="compact-sm"
            variant="subtle"
            mt={8}
            onClick={() => onChange({ ...NO_FILTER, words: filter.words })}
          >
            {t("history.clearFilters")}
          </Button>
        )}
      </Collapse>
    </header>
  );
}
