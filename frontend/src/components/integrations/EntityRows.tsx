import { Anchor, Checkbox, VisuallyHidden } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { useAreas, useEntities } from "../../api/home";
import type { OfferedEntity } from "../../api/integrationEntities";
import { entityPlace } from "../../home/place";
import { stateText, type TranslateState } from "../../home/stateText";
import { VirtualRows } from "../panel/VirtualRows";
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
  const known = useEntities().data;
  const areas = useAreas().data;
  const byId = useMemo(() => new Map(known?.map((entity) => [entity.id, entity])), [known]);
  const areaNames = useMemo(() => new Map(areas?.map(({ id, name }) => [id, name])), [areas]);
  const say = t as unknown as (key: string, values?: Record<string, string>) => string;
  const translate: TranslateState = (key, values) =>
    i18n.exists(`state.${key}`) ? say(`state.${key}`, values) : null;
  return (
    <VirtualRows
      items={entities}
      keyOf={({ key }) => key}
      height={ROW_PX}
      ahead={AHEAD}
      label={t("entities.title")}
      className={styles.box}
      rowClassName={styles.row}
      rowTestId="entity-row"
    >
      {(one) => {
        const entity = byId.get(one.entity_id ?? "");
        const area = (entity?.area_id && areaNames.get(entity.area_id)) ?? one.area;
        return (
          <>
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
          </>
        );
      }}
    </VirtualRows>
  );
}
