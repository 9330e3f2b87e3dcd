import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { allows } from "../api/roles";
import { useSession } from "../api/session";
import { pageRole } from "../app/pageRoles";
import styles from "./TurnView.module.css";

interface Props {
  runId: string;
  failed: boolean;
}

/** The way from an exchange to all that is known of it: why it failed, and what helps. */
export function TurnLink({ runId, failed }: Props) {
  const { t } = useTranslation();
  const role = useSession().data?.user.role ?? "";
  if (!allows(role, pageRole("/history"))) {
    return null;
  }
  return (
    <Link
      to={`/history/${encodeURIComponent(runId)}`}
      className={styles.look}
      data-failed={failed}
      data-testid="turn-history"
    >
      {failed ? t("turn.why") : t("turn.look")}
    </Link>
  );
}
