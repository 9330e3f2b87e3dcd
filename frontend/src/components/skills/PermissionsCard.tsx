import { useTranslation } from "react-i18next";

import { useIntegrations } from "../../api/integrations";
import type { Skill } from "../../api/skills";
import { Section } from "../panel/Section";
import styles from "../panel/panel.module.css";
import { permissionWords } from "./permissions";

/** What of the hub a skill may use. */
export function PermissionsCard({ skill }: { skill: Skill }) {
  const { t } = useTranslation();
  const { data: integrations = [] } = useIntegrations();
  const names = new Map(integrations.map(({ id, name }) => [id, name]));
  const { permissions, required_integrations: needed } = skill;
  return (
    <Section title={t("skills.about.title")} testId="skill-permissions">
      {permissions === null && <p className={styles.dimmed}>{t("skills.about.all")}</p>}
      {permissions?.length === 0 && <p className={styles.dimmed}>{t("skills.about.none")}</p>}
      {permissions && permissions.length > 0 && (
        <ul style={{ margin: 0, paddingInlineStart: 20 }}>
          {permissionWords(permissions, names).map(({ id, words, name }) => (
            <li key={id}>{words ? t(words, { name }) : id}</li>
          ))}
        </ul>
      )}
      {permissions && needed.length > 0 && (
        <p className={styles.dimmed}>
          {t("skills.about.needs", { names: needed.map((id) => names.get(id) ?? id).join(", ") })}
        </p>
      )}
    </Section>
  );
}
