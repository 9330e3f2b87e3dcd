import { Anchor, Badge, Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { type Issue, useFixIssue, useIgnoreIssue } from "../../api/issues";
import { isSignedOut } from "../../api/problem";
import { Confirm } from "../panel/Confirm";
import { ownPage, safeLink, severityOf } from "./issueWords";
import panel from "../panel/panel.module.css";
import { notDone } from "../panel/notDone";
import styles from "./Repairs.module.css";

const COLOURS = { critical: "red", error: "red", warning: "orange" } as const;

interface Props {
  issue: Issue;
  /** The name of its integration, where that is not plain; else blank. */
  of: string;
}

/** One issue: how bad it is, what to do, and the ways out. */
export function RepairRow({ issue, of }: Props) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const refused = (error: unknown) => {
    if (!isSignedOut(error)) {
      notDone(error, t("repairs.failed"));
    }
  };
  const fix = useFixIssue(({ message, issues }) => {
    const open = issues.some(({ id }) => id === issue.id);
    notifications.show({
      color: open ? "orange" : "fern",
      title: open ? t("repairs.stillOpen") : t("repairs.mended"),
      message: message || issue.message,
    });
  }, refused);
  const ignore = useIgnoreIssue();
  const mend = () => {
    setAsking(false);
    fix.mutate(issue);
  };
  const severity = severityOf(issue);
  const learnMore = safeLink(issue.learn_more);
  const page = ownPage(issue);
  return (
    <li className={styles.row} data-testid="repair" data-severity={severity} data-id={issue.id}>
      <div className={styles.words}>
        <Badge variant="light" color={issue.ignored ? "gray" : COLOURS[severity]}>
          {t(`repairs.severity.${severity}`)}
        </Badge>
        <span className={styles.message}>{issue.message}</span>
        {of !== "" && (
          <p className={panel.dimmed}>
            <Anchor component={Link} to={`/integrations/${encodeURIComponent(issue.entry)}`}>
              {of}
            </Anchor>
          </p>
        )}
        {issue.cure !== "" && <p className={panel.dimmed}>{issue.cure}</p>}
        {learnMore !== null && (
          <p>
            <Anchor href={learnMore} target="_blank" rel="noreferrer" size="sm">
              {t("repairs.learnMore")}
            </Anchor>
          </p>
        )}
      </div>
      <div className={styles.buttons}>
        {page !== null && (
          <Button component={Link} to={page} size="xs">
            {t("repairs.open")}
          </Button>
        )}
        {issue.fixable && (
          <Button
            size="xs"
            loading={fix.isPending}
            onClick={() => setAsking(true)}
            data-testid="repair-fix"
          >
            {t("repairs.fix")}
          </Button>
        )}
        <Button
          size="xs"
          variant="default"
          loading={ignore.isPending}
          onClick={() => ignore.mutate({ issue, ignored: !issue.ignored }, { onError: refused })}
          data-testid="repair-ignore"
        >
          {issue.ignored ? t("repairs.unignore") : t("repairs.ignore")}
        </Button>
      </div>
      <Confirm
        opened={asking}
        title={t("repairs.fixTitle")}
        text={[issue.message, issue.cure].filter(Boolean).join(" ")}
        action={t("repairs.fix")}
        onClose={() => setAsking(false)}
        onConfirm={mend}
      />
    </li>
  );
}
