import { Button, Switch, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Preview } from "../../api/integrationEntities";
import { chosenKeys, found, isSameChoice, withKeys } from "./choice";
import styles from "./EntityChoice.module.css";
import { EntityRows } from "./EntityRows";

interface Props {
  preview: Preview;
  saving: boolean;
  /** Gets the keys, or null for everything there is and will be. */
  onSave: (keys: string[] | null) => void;
}

/** Which of the things an integration offers come into the home. */
export function EntityChoice({ preview, saving, onSave }: Props) {
  const { t } = useTranslation();
  const before = useMemo(() => chosenKeys(preview.entities), [preview]);
  const [search, setSearch] = useState("");
  const [everything, setEverything] = useState(preview.choice === null);
  const [choice, setChoice] = useState<ReadonlySet<string>>(before);
  const shown = useMemo(() => found(preview.entities, search), [preview, search]);
  const changed =
    everything !== (preview.choice === null) || (!everything && !isSameChoice(choice, before));
  const take = (keys: readonly string[], wanted: boolean) =>
    setChoice((known) => withKeys(known, keys, wanted));
  const takeShown = (wanted: boolean) =>
    take(
      shown.map(({ key }) => key),
      wanted,
    );
  if (preview.count === 0) {
    return <p className={styles.hint}>{t("entities.none")}</p>;
  }
  return (
    <>
      <p className={styles.hint} role="status" data-testid="entity-count">
        {t("entities.count", {
          count: preview.count,
          chosen: everything ? preview.count : choice.size,
        })}
      </p>
      <Switch
        label={t("entities.everything")}
        description={t("entities.everythingHelp")}
        checked={everything}
        onChange={(event) => {
          setEverything(event.currentTarget.checked);
          setChoice(new Set(preview.entities.map(({ key }) => key)));
        }}
        data-testid="entity-everything"
      />
      <div className={styles.tools}>
        <TextInput
          type="search"
          className={styles.search}
          size="sm"
          aria-label={t("entities.search")}
          placeholder={t("entities.search")}
          leftSection={<IconSearch size={18} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          data-testid="entity-search"
        />
        <Button
          variant="default"
          size="compact-md"
          disabled={everything}
          onClick={() => takeShown(true)}
        >
          {t("entities.all")}
        </Button>
        <Button
          variant="default"
          size="compact-md"
          disabled={everything}
          onClick={() => takeShown(false)}
        >
          {t("entities.noneOf")}
        </Button>
      </div>
      {shown.length === 0 ? (
        <p className={styles.hint}>{t("entities.notFound")}</p>
      ) : (
        <EntityRows
          entities={shown}
          isChosen={(key) => everything || choice.has(key)}
          disabled={everything}
          onChoose={(key, wanted) => take([key], wanted)}
        />
      )}
      <div className={styles.save}>
        <Button
          disabled={!changed}
          loading={saving}
          onClick={() => onSave(everything ? null : [...choice])}
          data-testid="entity-save"
        >
          {t("entities.save")}
        </Button>
      </div>
    </>
  );
}
