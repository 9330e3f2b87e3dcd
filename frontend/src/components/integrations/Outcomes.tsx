import { useTranslation } from "react-i18next";

import { OUTCOMES, type SyncOutcome } from "../../api/integrationEntities";
import styles from "./Outcomes.module.css";

const NAMED = 12;

interface Props {
  outcome: SyncOutcome;
}

/** What a sync changed, by outcome and name. */
export function Outcomes({ outcome }: Props) {
  const { t } = useTranslation();
  const told = OUTCOMES.filter((name) => outcome[name].length > 0);
  if (told.length === 0) {
    return <>{t("entities.unchanged")}</>;
  }
  return (
    <dl className={styles.outcomes}>
      {told.map((name) => (
        <div key={name} data-testid={`outcome-${name}`}>
          <dt>{t(`entities.outcome.${name}`, { count: outcome[name].length })}</dt>
          <dd>
            {outcome[name].slice(0, NAMED).join(", ")}
            {outcome[name].length > NAMED &&
              ` ${t("entities.andMore", { count: outcome[name].length - NAMED })}`}
          </dd>
        </div>
      ))}
    </dl>
  );
}
