import { useTranslation } from "react-i18next";

import { useIntegrations } from "../../../api/integrations";
import { sourceParts } from "./filter";

const PARTS = ["hub", "speech", "satellites", "web", "libraries"] as const;

/** Names a source of the log for people. */
export function useSourceName(): (source: string) => string {
  const { t } = useTranslation();
  const integrations = useIntegrations().data;
  return (source) => {
    const { kind, id } = sourceParts(source);
    const part = PARTS.find((one) => one === kind);
    if (part) {
      return t(`logs.part.${part}`);
    }
    if (kind === "integration") {
      return integrations?.find((one) => one.id === id)?.name ?? id;
    }
    return kind === "skill" ? t("logs.skill", { name: id }) : source;
  };
}
