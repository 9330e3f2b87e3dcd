import { Button, VisuallyHidden } from "@mantine/core";
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconEar,
  IconMicrophone,
  IconQuote,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { useLatestRuns } from "../../api/latestRuns";
import { useMay } from "../../api/useMay";
import { lastSaid } from "../../conversation/said";
import { useLiveTurns } from "../../conversation/useLiveTurns";
import { When } from "../panel/When";
import { SideCard } from "./SideCard";
import styles from "./SideCard.module.css";

const SHOWN = 5;

/** What was just said in the house and what came of it, each with the way to its why. */
export function SaidCard() {
  const { t } = useTranslation();
  const looksBack = useMay("adult");
  const runs = useLatestRuns();
  const live = useLiveTurns();
  const said = lastSaid(runs.data ?? [], live, SHOWN);
  const latest = said[0];
  if (!looksBack || runs.error) {
    return null;
  }
  return (
    <SideCard
      icon={IconQuote}
      title={t("home.said")}
      summary={latest?.text ?? ""}
      testId="said"
      pending={runs.isPending}
    >
      {said.length === 0 ? (
        <>
          <p className={styles.none}>{t("home.saidNothing")}</p>
          <Button
            component={Link}
            to="/talk"
            size="compact-md"
            variant="light"
            mb="xs"
            leftSection={<IconMicrophone size={16} aria-hidden />}
          >
            {t("home.sayFirst")}
          </Button>
        </>
      ) : (
        <ul className={styles.list}>
          {said.map(({ runId, text, reply, live: going, failed, at }) => {
            const Icon = going ? IconEar : failed ? IconAlertTriangle : IconCircleCheck;
            return (
              <li key={runId}>
                <Link
                  to={`/history/${encodeURIComponent(runId)}`}
                  className={styles.row}
                  data-testid="said-run"
                  data-failed={failed}
                  data-live={going}
                >
                  <Icon size={19} stroke={1.8} className={styles.mark} aria-hidden />
                  <span className={styles.words}>
                    <span className={styles.first}>{text || t("home.heardNothing")}</span>
                    {reply !== "" && <span className={styles.second}>{reply}</span>}
                    <VisuallyHidden>{failed ? t("home.saidFailed") : ""}</VisuallyHidden>
                  </span>
                  {at !== null && !going && (
                    <span className={styles.when}>
                      <When at={at} />
                    </span>
                  )}
                </Link>
              </li>
            );
          })}
        </ul>
      )}
    </SideCard>
  );
}
