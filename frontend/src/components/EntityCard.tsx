import { ActionIcon, Loader, UnstyledButton } from "@mantine/core";
import { IconAdjustmentsHorizontal } from "@tabler/icons-react";
import { createElement, memo, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Entity } from "../api/types";
import { isActive, isAway } from "../home/activity";
import { colorOf, levelPercent } from "../home/attributes";
import { domainIcon } from "../home/domainIcon";
import { opensTheHouse, tapAction } from "../home/tapAction";
import { useEntityControl } from "../home/useEntityControl";
import { useStateText } from "../home/useStateText";
import styles from "./EntityCard.module.css";
import { Confirm } from "./panel/Confirm";

interface Props {
  entity: Entity;
  /** Show everything about the entity. */
  onDetails: (id: string) => void;
}

/** A device and its state; a tap switches it, or shows more of what can only be looked at. */
export const EntityCard = memo(function EntityCard({ entity, onDetails }: Props) {
  const { t } = useTranslation();
  const { shown, busy, order } = useEntityControl(entity);
  const [asking, setAsking] = useState(false);
  const text = useStateText(shown);
  const { id, name } = entity;
  const tap = tapAction(shown);
  const details = t("home.details", { name });
  const go = () => {
    if (tap) {
      order({ service: tap.service, data: tap.data, expected: { state: tap.expected } });
    }
  };
  const press = () => {
    if (!tap) {
      onDetails(id);
    } else if (opensTheHouse(shown, tap.service)) {
      setAsking(true);
    } else {
      go();
    }
  };
  const color = shown.state === "on" ? colorOf(shown) : null;
  const level = isActive(shown) ? levelPercent(shown) : null;
  return (
    <div
      className={styles.card}
      data-testid="entity-card"
      data-entity-id={id}
      data-state={shown.state}
      data-domain={shown.domain}
      data-active={isActive(shown)}
      data-away={isAway(shown)}
    >
      <UnstyledButton
        className={styles.tap}
        title={tap ? t(`home.action.${tap.service}`, { name }) : details}
        aria-busy={busy}
        onClick={press}
        data-testid="entity-tap"
      >
        <span
          className={styles.icon}
          style={color === null ? undefined : { background: color }}
          data-colored={color !== null}
          aria-hidden="true"
        >
          {createElement(domainIcon(shown), { size: 20, stroke: 1.8 })}
        </span>
        <span className={styles.name}>{name}</span>
        <span className={styles.state}>{text}</span>
        {level !== null && (
          <span className={styles.level} style={{ width: `${level}%` }} aria-hidden="true" />
        )}
      </UnstyledButton>
      {busy && <Loader className={styles.busy} size={14} aria-hidden />}
      {tap && (
        <ActionIcon
          className={styles.more}
          variant="transparent"
          color="gray"
          size={40}
          aria-label={details}
          onClick={() => onDetails(id)}
          data-testid="entity-details"
        >
          <IconAdjustmentsHorizontal size={18} stroke={1.8} aria-hidden />
        </ActionIcon>
      )}
      {asking && tap && (
        <Confirm
          opened
          title={t("home.confirm", { action: t(`home.action.${tap.service}`, { name }) })}
          text={t("home.confirmText")}
          action={t(`home.action.${tap.service}`, { name })}
          onConfirm={() => {
            setAsking(false);
            go();
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
});
