import { Alert, Anchor, Button, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { useDeleteEntity } from "../../api/home";
import type { Area, Entity } from "../../api/types";
import { useMay } from "../../api/useMay";
import { isAway } from "../../home/activity";
import { opensTheHouse } from "../../home/tapAction";
import { useEntityControl } from "../../home/useEntityControl";
import type { EntityOrder } from "../../home/useOrders";
import { useStateText } from "../../home/useStateText";
import { Confirm } from "../panel/Confirm";
import { SaveRefusal } from "../panel/SaveRefusal";
import { When } from "../panel/When";
import { CONTROLS } from "./controls/controlsOf";
import { EntityForm } from "./EntityForm";
import styles from "./EntitySheet.module.css";

interface Props {
  entity: Entity;
  areas: readonly Area[];
  onGone: () => void;
}

/** What one device is doing, everything it can be ordered, and what people decide about it. */
export function EntityAbout({ entity, areas, onGone }: Props) {
  const { t } = useTranslation();
  const control = useEntityControl(entity);
  const { shown } = control;
  const changes = useMay("adult");
  const text = useStateText(shown);
  const [asked, setAsked] = useState<EntityOrder | null>(null);
  const [deleting, setDeleting] = useState(false);
  const remove = useDeleteEntity();
  const Controls = CONTROLS[entity.domain];
  const area = areas.find(({ id }) => id === entity.area_id)?.name ?? t("home.noRoom");
  const attributes = Object.entries(shown.attributes);
  const order = (one: EntityOrder) => {
    if (opensTheHouse(shown, one.service)) {
      setAsked(one);
    } else {
      control.order(one);
    }
  };
  return (
    <div className={styles.body} data-testid="entity-sheet" data-state={shown.state}>
      <div className={styles.facts}>
        <span>{area}</span>
        <span>
          {t("home.changed")} <When at={entity.changed_at} />
        </span>
        {changes && (
          <Anchor
            component={Link}
            to={`/integrations/${encodeURIComponent(entity.source)}`}
            size="sm"
          >
            {t("home.source", { source: entity.source })}
          </Anchor>
        )}
      </div>
      {isAway(entity) && (
        <Alert color="orange" radius="lg" title={t("home.awayTitle")} data-testid="entity-away">
          {entity.detached ? t("home.detachedText") : t("home.awayText")}
          {entity.detached && changes && (
            <div>
              <Button mt="sm" size="xs" variant="default" onClick={() => setDeleting(true)}>
                {t("home.delete")}
              </Button>
            </div>
          )}
        </Alert>
      )}
      <SaveRefusal error={remove.error} />
      {!isAway(entity) && (
        <div className={styles.controls}>
          {Controls ? (
            <Controls control={{ ...control, order }} />
          ) : (
            <div className={styles.reading}>{text}</div>
          )}
        </div>
      )}
      {changes ? (
        <EntityForm entity={entity} areas={areas} />
      ) : (
        <Text size="sm" c="dimmed" data-testid="entity-not-yours">
          {t("home.notYours")}
        </Text>
      )}
      {attributes.length > 0 && (
        <details className={styles.fold}>
          <summary>{t("home.attributes")}</summary>
          <dl className={styles.attributes}>
            <dt>{t("home.id")}</dt>
            <dd>{entity.id}</dd>
            {attributes.map(([name, value]) => (
              <AttributeRow key={name} name={name} value={value} />
            ))}
          </dl>
        </details>
      )}
      {asked && (
        <Confirm
          opened
          title={t("home.confirmOpen", { name: entity.name })}
          text={t("home.confirmText")}
          action={t("home.confirmGo")}
          onConfirm={() => {
            control.order(asked);
            setAsked(null);
          }}
          onClose={() => setAsked(null)}
        />
      )}
      <Confirm
        opened={deleting}
        title={t("home.deleteTitle", { name: entity.name })}
        text={t("home.deleteText")}
        action={t("home.delete")}
        onConfirm={() => {
          setDeleting(false);
          remove.mutate(entity.id, { onSuccess: onGone });
        }}
        onClose={() => setDeleting(false)}
      />
    </div>
  );
}

function AttributeRow({ name, value }: { name: string; value: unknown }) {
  return (
    <>
      <dt>{name.replaceAll("_", " ")}</dt>
      <dd>{typeof value === "string" ? value : JSON.stringify(value)}</dd>
    </>
  );
}
