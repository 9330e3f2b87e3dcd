import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";

const COLOURS = { bronze: "orange", silver: "gray", gold: "yellow", platinum: "fern" } as const;
const TIERS = ["bronze", "silver", "gold", "platinum"] as const;

/** How good an integration is, as its check says. */
export function Tier({ quality }: { quality: string }) {
  const { t } = useTranslation();
  const tier = TIERS.find((one) => one === quality);
  if (tier === undefined) {
    return null;
  }
  return (
    <Badge
      variant="light"
      color={COLOURS[tier]}
      c="var(--mantine-color-text)"
      title={t("integrations.tier")}
      data-testid="integration-tier"
    >
      {t(`quality.tier.${tier}`)}
    </Badge>
  );
}
