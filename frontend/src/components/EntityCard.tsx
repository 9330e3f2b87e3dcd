import { Loader, UnstyledButton } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { createElement, memo } from "react";
import { useTranslation } from "react-i18next";

import { useControl } from "../api/home";
import { explain } from "../api/problem";
import type { Entity } from "../api/types";
import { isActive, isAway } from "../home/activity";
import { levelPercent } from "../home/attributes";
import { domainIcon } from "../home/domainIcon";
import { type TranslateState, stateText } from "../home/stateText";
import { tapAction } from "../home/tapAction";
import styles from "./EntityCard.module.css";

interface Props {
  entity: Entity;
}

/** A device and its state; a tap switches it. */
export const EntityCard = memo(function EntityCard({ entity }: Props) {
  const { t, i18n } = useTranslation();
  const control = useControl((refused, error) =>
    notifications.show({
      color: "orange",
      title: t("home.refused", { name: refused.name }),
      message: explain(error),
    }),
  );
  // States come from the hub: whether one has a text is known at run time only.
  const say = t as unknown as (key: string, values?: Record<string, string>) => string;
  const translate: TranslateState = (key, values) =>
    i18n.exists(`state.${key}`) ? say(`state.${key}`, values) : null;
  const tap = tapAction(entity);
  const looks = {
    className: styles.card,
    "data-testid": "entity-card",
    "data-entity-id": entity.id,
    "data-state": entity.state,
    "data-domain": entity.domain,
    "data-active": isActive(entity),
    "data-away": isAway(entity),
  };
  const inside = <Inside entity={entity} text={stateText(entity, translate, i18n.language)} />;
  if (!tap) {
    return <div {...looks}>{inside}</div>;
  }
  return (
    <UnstyledButton
      {...looks}
      title={t(`home.action.${tap.service}`, { name: entity.name })}
      aria-busy={control.isPending}
      onClick={() =>
        control.mutate({
          entity,
          service: tap.service,
          data: tap.data,
          expected: { state: tap.expected },
        })
      }
    >
      {inside}
      {control.isPending && <Loader className={styles.busy} size={14} aria-hidden />}
    </UnstyledButton>
  );
});

function Inside({ entity, text }: { entity: Entity; text: string }) {
  const level = isActive(entity) ? levelPercent(entity) : null;
  return (
    <>
      <span className={styles.icon} aria-hidden="true">
        {createElement(domainIcon(entity), { size: 20, stroke: 1.8 })}
      </span>
      <span className={styles.name}>{entity.name}</span>
      <span className={styles.state}>{text}</span>
      {level !== null && (
        <span className={styles.level} style={{ width: `${level}%` }} aria-hidden="true" />
      )}
    </>
  );
}
