import { Badge, Button, Switch } from "@mantine/core";
import { IconAlertTriangle, IconPlayerPlay } from "@tabler/icons-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";

import { type Action, useExpose } from "../../api/integrationActions";
import { isSignedOut } from "../../api/problem";
import styles from "../panel/panel.module.css";
import { Section } from "../panel/Section";
import { notDone } from "../panel/notDone";
import { TryAction } from "./TryAction";

interface Props {
  entryId: string;
  action: Action;
}

/** One action: what it does, how it is said, whether it may be, and a way to try it. */
export function ActionCard({ entryId, action }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const panel = useId();
  const expose = useExpose(entryId);
  const switchVoice = (exposed: boolean) =>
    expose.mutate(
      { action, exposed },
      {
        onError: (error) => {
          if (!isSignedOut(error)) {
            notDone(error, t("actions.exposeFailed"));
          }
        },
      },
    );
  return (
    <Section
      title={action.name}
      testId={`action-${action.name}`}
      aside={
        action.risky && (
          <Badge
            color="orange"
            variant="light"
            leftSection={<IconAlertTriangle size={13} aria-hidden />}
            title={t("actions.riskyHelp")}
          >
            {t("actions.risky")}
          </Badge>
        )
      }
    >
      {action.description !== "" && <p className={styles.dimmed}>{action.description}</p>}
      {action.phrases.length > 0 && (
        <ul className={styles.phrases} aria-label={t("actions.phrases")}>
          {action.phrases.map((phrase) => (
            <li key={phrase}>{t("actions.phrase", { phrase })}</li>
          ))}
        </ul>
      )}
      <div className={styles.head} style={{ marginTop: 14 }}>
        <Switch
          label={t("actions.exposed")}
          checked={action.exposed}
          disabled={expose.isPending}
          onChange={(event) => switchVoice(event.currentTarget.checked)}
          data-testid="action-exposed"
        />
        <Button
          variant={open ? "default" : "light"}
          leftSection={<IconPlayerPlay size={17} aria-hidden />}
          aria-expanded={open}
          aria-controls={panel}
          onClick={() => setOpen(!open)}
          data-testid="action-try"
        >
          {t("actions.try")}
        </Button>
      </div>
      <div id={panel} hidden={!open}>
        {open && <TryAction entryId={entryId} action={action} />}
      </div>
    </Section>
  );
}
