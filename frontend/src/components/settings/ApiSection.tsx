import { Anchor, Button } from "@mantine/core";
import { IconExternalLink } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { Section } from "../panel/Section";
import panel from "../panel/panel.module.css";
import { CodeBlock } from "./CodeBlock";
import { curlExamples } from "./curlExamples";

/** How programs talk to the hub: the documentation, a token and examples. */
export function ApiSection() {
  const { t } = useTranslation();
  return (
    <div className={panel.stack}>
      <Section
        title={t("settings.api.docs")}
        aside={
          <Button
            component="a"
            href="/api/docs"
            target="_blank"
            rel="noreferrer"
            leftSection={<IconExternalLink size={18} aria-hidden />}
          >
            {t("settings.api.open")}
          </Button>
        }
      >
        <p className={panel.dimmed}>{t("settings.api.docsHelp")}</p>
      </Section>
      <Section title={t("settings.api.token")}>
        <p className={panel.dimmed}>{t("settings.api.tokenHelp")}</p>
        <Anchor component={Link} to="/settings/tokens" fw={600} mt="sm" display="inline-block">
          {t("settings.api.toTokens")}
        </Anchor>
      </Section>
      <Section title={t("settings.api.try")} testId="api-examples">
        <p className={panel.dimmed}>{t("settings.api.tryHelp")}</p>
        {curlExamples(window.location.origin).map(({ id, code }) => (
          <CodeBlock key={id} label={t(`settings.api.example.${id}`)} code={code} />
        ))}
      </Section>
    </div>
  );
}
