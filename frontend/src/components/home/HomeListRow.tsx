import { Anchor, Title } from "@mantine/core";
import type { CSSProperties } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { Entity } from "../../api/types";
import type { HomeRow } from "../../home/homeRows";
import { EntityCard } from "../EntityCard";
import { AreaHead } from "./AreaHead";
import styles from "./HomeList.module.css";

interface Props {
  row: HomeRow;
  columns: number;
  byId: ReadonlyMap<string, Entity>;
  onDetails: (id: string) => void;
}

/** One row of the list of the home. */
export function HomeListRow({ row, columns, byId, onDetails }: Props) {
  const { t } = useTranslation();
  switch (row.kind) {
    case "floor":
      return (
        <Title order={2} className={styles.floor}>
          {row.name ?? t("home.noFloor")}
        </Title>
      );
    case "area":
      return <AreaHead area={row.area} ids={row.ids} byId={byId} here={row.here} />;
    case "empty":
      return (
        <p className={styles.empty}>
          {t("home.emptyRoom")}{" "}
          <Anchor component={Link} to="/integrations" inherit>
            {t("home.addDevices")}
          </Anchor>
        </p>
      );
    case "cards":
      return (
        <ul
          className={styles.cards}
          style={{ "--columns": columns } as CSSProperties}
          aria-label={row.area?.name ?? t("home.noRoom")}
        >
          {row.ids.map((id) => {
            const entity = byId.get(id);
            return (
              entity && (
                <li key={id}>
                  <EntityCard entity={entity} onDetails={onDetails} />
                </li>
              )
            );
          })}
        </ul>
      );
  }
}
