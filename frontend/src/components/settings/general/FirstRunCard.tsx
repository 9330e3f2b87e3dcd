import { Button, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { Section } from "../../panel/Section";

/** The way back to the first steps: they may be taken again. */
export function FirstRunCard() {
  const { t } = useTranslation();
  return (
    <Section title={t("firstRun.again.title")}>
      <Text c="dimmed" mb="sm">
        {t("firstRun.again.text")}
      </Text>
      <Button component={Link} to="/welcome" variant="light" data-testid="first-run-again">
        {t("firstRun.again.open")}
      </Button>
    </Section>
  );
}
