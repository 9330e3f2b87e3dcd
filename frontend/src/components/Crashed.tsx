import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { IconBandage } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

interface Props {
  error: Error;
  onRetry: () => void;
}

/** What is shown where a page crashed. */
export function Crashed({ error, onRetry }: Props) {
  const { t } = useTranslation();
  return (
    <Stack
      align="center"
      justify="center"
      gap="sm"
      mih="70dvh"
      p="xl"
      ta="center"
      role="alert"
      data-testid="crashed"
    >
      <IconBandage size={64} stroke={1.2} aria-hidden />
      <Title order={1}>{t("crash.title")}</Title>
      <Text c="dimmed" maw={460}>
        {t("crash.text")}
      </Text>
      <Text size="sm" c="dimmed" maw={560} style={{ overflowWrap: "anywhere" }}>
        {error.message}
      </Text>
      <Group mt="md" justify="center">
        <Button onClick={onRetry}>{t("crash.retry")}</Button>
        <Button variant="default" onClick={() => window.location.reload()}>
          {t("crash.reload")}
        </Button>
      </Group>
    </Stack>
  );
}
