import { Anchor, Checkbox, VisuallyHidden } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { useAreas, useEntities } from "../../api/home";
import type { OfferedEntity } from "../../api/integrationEntities";
import { entityPlace } from "../../home/place";
import { stateText, type TranslateState } from "../../home/stateText";
import styles from "./EntityRows.module.css";

const ROW_PX = 60;
const AHEAD = 8;

interface Props {
  entities: readonly OfferedEntity[];
  isChosen: (key: string) => boolean;
  disabled: boolean;
  onChoose: (key: string, wanted: boolean) => void;
}

/** Things to choose from, thousands if need be: only those in sight are drawn. */
export function EntityRows({ entities, isChosen, disabled, onChoose }: Props) {
  const { t, i18n } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const known = useEntities().data;
  const areas = useAreas().data;
  const byId = useMemo(() => new Map(known?.map((entity) => [entity.id, entity])), [known]);
  const areaNames = useMemo(() => new Map(areas?.map(({ id, name }) => [id, name])), [areas]);
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing here relies on memoised rows
  const rows = useVirtualizer({
    count: entities.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PX,
    overscan: AHEAD,
    getItemKey: (index) => entities[index]?.key ?? index,
  });
  const say = t as unknown as (key: string, values?: Record<string, string>) => string;
  const translate: TranslateState = (key, values) =>
    i18n.exists(`state.${key}`) ? say(`state.${key}`, values) : null;
  return (
    <div
      ref={box}
      className={styles.box}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by keyboard
      tabIndex={0}
      role="group"
      aria-label={t("entities.title")}
    >
      <ul className={styles.rows} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, key, start }) => {
          const one = entities[index];
          if (!one) {
            return null;
          }
          const entity = byId.get(one.entity_id ?? "");
          const area = (entity?.area_id && areaNames.get(entity.area_id)) ?? one.area;
          return (
            <li
              key={key}
              className={styles.row}
              style={{ transform: `translateY(${start}px)` }}
              aria-setsize={entities.length}
              aria-posinset={index + 1}
              data-testid="entity-row"
              data-key={one.key}
            >
              <Checkbox
                className={styles.check}
                classNames={{ label: styles.label ?? "", body: styles.body ?? "" }}
                label={entity?.name ?? one.name}
                checked={isChosen(one.key)}
                disabled={disabled}
                onChange={(event) => onChoose(one.key, event.currentTarget.checked)}
              />
              <span className={styles.about}>
                <span className={styles.area}>{area ?? t("entities.noArea")}</span>
                {entity ? (
                  <Anchor
                    component={Link}
                    to={entityPlace(entity.id)}
                    className={styles.state}
                    size="sm"
                  >
                    {stateText(entity, translate, i18n.language)}
                    <VisuallyHidden> {t("entities.show", { name: entity.name })}</VisuallyHidden>
                  </Anchor>
                ) : (
                  <span className={styles.state}>{t("entities.new")}</span>
                )}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
