import { useTranslation } from "react-i18next";

import type { RunDetail } from "../../api/history";
import { TAP_SERVICES } from "../../home/tapAction";
import { valueText } from "../../history/understood";
import { Section } from "../panel/Section";
import styles from "./RunView.module.css";
import { useReason } from "./useReason";

/** Each thing that was done for the command, or tried, and how that ended. */
export function DeedsCard({ run }: { run: RunDetail }) {
  const { t } = useTranslation();
  const reason = useReason();
  const deeds = run.deeds ?? [];
  if (deeds.length === 0) {
    return null;
  }
  return (
    <Section title={t("history.deeds.title")} testId="run-deeds">
      <ul className={styles.rows}>
        {deeds.map((deed, index) => (
          <li key={index} data-testid="run-deed" data-failed={deed.code !== ""}>
            <Deed name={deed.name} call={deed.call} />{" "}
            {deed.code === "" ? t("history.deeds.good") : t("history.deeds.failed")}
            {Object.keys(deed.data).length > 0 && (
              <ul className={styles.chips}>
                {Object.entries(deed.data).map(([name, value]) => (
                  <li key={name} className={styles.chip}>
                    <span>{name}</span> {valueText(value)}
                  </li>
                ))}
              </ul>
            )}
            {(deed.message !== "" || deed.code !== "") && (
              <p className={styles.quiet}>{deed.message || reason(deed.code)}</p>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What was done, in words where there are any for it. */
function Deed({ name, call }: { name: string; call: string }) {
  const { t } = useTranslation();
  const service = TAP_SERVICES.find((one) => one === call);
  return service ? (
    <strong>{t(`home.action.${service}`, { name })}:</strong>
  ) : (
    <>
      <strong>{name}</strong> <code className={styles.code}>{call}</code>
    </>
  );
}
