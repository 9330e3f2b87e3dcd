import { Title } from "@mantine/core";
import { IconChevronRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";

import { GROUPS, type SettingsSection } from "./sections";
import styles from "./SettingsList.module.css";

interface Props {
  sections: readonly SettingsSection[];
}

/** The list of all sections: beside the open one on a desk, a page of its own on a phone. */
export function SettingsList({ sections }: Props) {
  const { t } = useTranslation();
  const groups = GROUPS.map((group) => ({
    group,
    members: sections.filter((section) => section.group === group),
  })).filter(({ members }) => members.length > 0);
  return (
    <nav aria-label={t("settings.title")} data-testid="settings-list">
      {groups.map(({ group, members }) => (
        <div key={group} className={styles.group}>
          <Title order={3} className={styles.heading}>
            {t(`settings.group.${group}`)}
          </Title>
          <ul className={styles.list}>
            {members.map(({ id, label, icon: Icon }) => (
              <li key={id}>
                <NavLink to={`/settings/${id}`} className={styles.link}>
                  <Icon size={20} stroke={1.7} aria-hidden />
                  <span className={styles.label}>{t(label)}</span>
                  <IconChevronRight size={18} className={styles.chevron} aria-hidden />
                </NavLink>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
