import { Skeleton, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useAbout } from "../../api/about";
import panel from "../panel/panel.module.css";
import { Section } from "../panel/Section";
import { Trouble } from "../panel/Trouble";
import { parseChanges } from "./changes";
import { CodeBlock } from "./CodeBlock";

/** Which version runs, how to update it, and what is new. */
export function UpdatesSection() {
  const { t } = useTranslation();
  const about = useAbout();
  if (about.isPending) {
    return <Skeleton height={200} radius={20} aria-busy="true" />;
  }
  if (!about.data) {
    return (
      <Trouble
        error={about.error}
        title={t("settings.about.failed")}
        onRetry={() => void about.refetch()}
      />
    );
  }
  const { version, installed, update_command: command, changes } = about.data;
  const releases = parseChanges(changes);
  return (
    <div className={panel.stack}>
      <Section title={t("settings.about.version", { version })} testId="updates">
        <p className={panel.dimmed}>{t(`updates.installed.${installed}`)}</p>
        <CodeBlock label={t("updates.command")} code={command} testId="update-command" />
        <p className={panel.dimmed}>{t("updates.help")}</p>
      </Section>
      <Section title={t("updates.new")} testId="changes">
        {releases.length === 0 && <p className={panel.dimmed}>{t("updates.none")}</p>}
        {releases.slice(0, 3).map((release) => (
          <div key={release.title}>
            {release.groups.map((group) => (
              <div key={group.title}>
                <Title order={3} size="h5" mt="md" mb={6}>
                  {release.title} · {group.title}
                </Title>
                <ul style={{ margin: 0, paddingLeft: 20 }}>
                  {group.items.slice(0, 40).map((item) => (
                    <li key={item} style={{ marginBottom: 6 }}>
                      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
                        {item}
                      </Text>
                    </li>
                  ))}
                </ul>
              </div>
            ))}
          </div>
        ))}
      </Section>
    </div>
  );
}
