import { Button, Stack, Text, Title } from "@mantine/core";
import { IconHomeQuestion } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

/** What an unknown address shows. */
export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <Stack align="center" justify="center" gap="sm" mih="70dvh" p="xl" ta="center">
      <IconHomeQuestion size={72} stroke={1.2} aria-hidden />
      <Title order={1}>{t("notFound.title")}</Title>
      <Text c="dimmed">{t("notFound.text")}</Text>
      <Button component={Link} to="/" mt="md" size="md">
        {t("notFound.back")}
      </Button>
    </Stack>
  );
}
