import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** What the hub writes before the reason of the last call that failed. */
const FAILED = "last failure: ";

/** What is to be known of a plugin that runs all the same. */
export function Warnings({ texts }: { texts: readonly string[] }) {
  const { t } = useTranslation();
  return texts.map((text) => (
    <Text key={text} size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
      {text.startsWith(FAILED)
        ? t("integrations.lastFailure", { reason: text.slice(FAILED.length) })
        : text}
    </Text>
  ));
}
