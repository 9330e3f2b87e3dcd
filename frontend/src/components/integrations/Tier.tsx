import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";

const COLOURS: Record<string, string> = {
  bronze: "orange",
  silver: "gray",
  gold: "yellow",
  platinum: "fern",
};

/** How good an integration is, as its check says. */
export function Tier({ quality }: { quality: string }) {
  const { t } = useTranslation();
  if (!(quality in COLOURS)) {
    return null;
  }
  return (
    <Badge
      variant="light"
      color={COLOURS[quality]}
      c="var(--mantine-color-text)"
      title={t("integrations.tier")}
      data-testid="integration-tier"
    >
      {quality}
    </Badge>
  );
}
