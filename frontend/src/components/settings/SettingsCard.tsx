import { Button, Group, Text } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { SaveRefusal } from "../panel/SaveRefusal";
import { Section } from "../panel/Section";
import panel from "../panel/panel.module.css";
import styles from "./SettingsCard.module.css";
import type { SettingsDraft } from "./useSettingsDraft";

interface Props {
  title: string;
  /** What the card is about, in a sentence or two. */
  help?: string;
  draft: SettingsDraft;
  children: ReactNode;
  testId?: string;
}

/** A card of settings with one button that saves them. */
export function SettingsCard({ title, help, draft, children, testId }: Props) {
  const { t } = useTranslation();
  return (
    <Section title={title} {...(testId === undefined ? {} : { testId })}>
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          draft.save();
        }}
      >
        {help !== undefined && <p className={panel.dimmed}>{help}</p>}
        {children}
        <SaveRefusal error={draft.error} onOverwrite={draft.overwrite} onTheirs={draft.reset} />
        <Group gap="sm" className={styles.foot} role="status">
          {draft.changed && (
            <>
              <Button type="submit" loading={draft.saving} data-testid="save">
                {t("settings.save")}
              </Button>
              <Button variant="default" onClick={draft.reset} disabled={draft.saving}>
                {t("settings.reset")}
              </Button>
            </>
          )}
          {draft.saved && !draft.changed && (
            <Text size="sm" className={styles.saved} data-testid="saved">
              <IconCheck size={18} aria-hidden />
              {t("settings.saved")}
            </Text>
          )}
        </Group>
      </form>
    </Section>
  );
}
