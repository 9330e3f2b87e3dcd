import { Title } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { AreaGroup } from "../home/grouping";
import styles from "./AreaSection.module.css";
import { EntityCard } from "./EntityCard";

interface Props {
  group: AreaGroup;
  here: boolean;
}

/** One room and what is in it. */
export function AreaSection({ group, here }: Props) {
  const { t } = useTranslation();
  return (
    <section className={styles.section}>
      <Title order={3} className={styles.name}>
        {group.area?.name ?? t("home.elsewhere")}
        {here && <span className={styles.here}>{t("home.here")}</span>}
      </Title>
      <ul className={styles.grid}>
        {group.entities.map((entity) => (
          <li key={entity.id}>
            <EntityCard entity={entity} />
          </li>
        ))}
      </ul>
    </section>
  );
}
