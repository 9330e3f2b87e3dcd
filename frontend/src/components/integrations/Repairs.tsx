import { Button, Title } from "@mantine/core";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";

import { useIntegrations } from "../../api/integrations";
import { inOrder, useIssues } from "../../api/issues";
import panel from "../panel/panel.module.css";
import { RepairRow } from "./RepairRow";
import styles from "./Repairs.module.css";

interface Props {
  /** Whose issues; left out: everybody's. */
  entryId?: string;
}

/** What needs somebody's attention; nothing while nothing does. */
export function Repairs({ entryId }: Props) {
  const { t } = useTranslation();
  const title = useId();
  const [all, setAll] = useState(false);
  const issues = useIssues().data ?? [];
  const names = new Map(useIntegrations().data?.map(({ id, name }) => [id, name]));
  const mine = inOrder(issues.filter(({ entry }) => entryId === undefined || entry === entryId));
  const ignored = mine.filter((issue) => issue.ignored).length;
  const shown = all ? mine : mine.filter((issue) => !issue.ignored);
  if (mine.length === 0) {
    return null;
  }
  return (
    <section className={styles.repairs} aria-labelledby={title} data-testid="repairs">
      <div className={panel.head}>
        <Title order={2} id={title} className={panel.title}>
          {t("repairs.title", { count: mine.length - ignored })}
        </Title>
        {ignored > 0 && (
          <Button
            variant="subtle"
            size="compact-sm"
            aria-pressed={all}
            onClick={() => setAll(!all)}
          >
            {all ? t("repairs.hideIgnored") : t("repairs.showIgnored", { count: ignored })}
          </Button>
        )}
      </div>
      {shown.length > 0 && (
        <ul className={panel.list}>
          {shown.map((issue) => (
            <RepairRow
              key={`${issue.entry}/${issue.id}`}
              issue={issue}
              of={entryId === undefined ? (names.get(issue.entry) ?? issue.entry) : ""}
            />
          ))}
        </ul>
      )}
    </section>
  );
}
