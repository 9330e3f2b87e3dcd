import { useTranslation } from "react-i18next";

import { fetchDiagnostics } from "../../api/integrationQuality";
import { DiagnosticsCard } from "../panel/DiagnosticsCard";
import styles from "../panel/panel.module.css";
import { QualityCard } from "./QualityCard";
import type { TabProps } from "./tabs";

/** What helps to find a fault, and how well the integration is made. */
export function DiagnosticsTab({ integration }: TabProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.stack}>
      <DiagnosticsCard
        id={integration.id}
        help={t("diagnostics.help")}
        collect={() => fetchDiagnostics(integration.id)}
        testId="diagnostics"
      />
      <QualityCard entryId={integration.id} />
    </div>
  );
}
