import { Button, Group, Skeleton } from "@mantine/core";
import {
  IconCircleCheck,
  IconDownload,
  IconExclamationCircle,
  IconRefresh,
} from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { type Finding, useCheckup } from "../../api/about";
import { request } from "../../api/client";
import { inWords } from "../../api/problem";
import { download } from "../panel/download";
import panel from "../panel/panel.module.css";
import { Section } from "../panel/Section";
import { Trouble } from "../panel/Trouble";
import styles from "./rows.module.css";

/** Whether everything is in order on the hub's machine, and a file for who helps. */
export function DiagnosticsSection() {
  const { t, i18n } = useTranslation();
  const checkup = useCheckup();
  const collect = useMutation({
    mutationFn: () => request<unknown>("GET", "/api/diagnostics"),
    onSuccess: (document) => download("ova-diagnostics.json", JSON.stringify(document, null, 2)),
  });
  const told = ({ code, detail, cure, values }: Finding) =>
    i18n.exists(`checkup.told.${code}`)
      ? t(`checkup.told.${code as "disk_free"}`, values as { gigabytes: string })
      : inWords({ code, message: detail, cure });
  const bad = checkup.data?.filter(({ ok }) => !ok).length ?? 0;
  return (
    <div className={panel.stack}>
      <Section
        title={checkup.data ? t("checkup.found", { count: bad }) : t("checkup.title")}
        testId="checkup"
        aside={
          <Button
            variant="default"
            leftSection={<IconRefresh size={18} aria-hidden />}
            loading={checkup.isFetching}
            onClick={() => void checkup.refetch()}
          >
            {t("checkup.again")}
          </Button>
        }
      >
        {checkup.isPending && (
          <>
            <p className={panel.dimmed} role="status">
              {t("checkup.looking")}
            </p>
            <Skeleton height={260} radius={16} mt="md" aria-busy="true" />
          </>
        )}
        <Trouble
          error={checkup.error}
          title={t("checkup.failed")}
          onRetry={() => void checkup.refetch()}
        />
        {checkup.data && (
          <ul className={styles.rows} aria-label={t("checkup.title")}>
            {checkup.data.map((finding) => {
              const { check, ok } = finding;
              return (
                <li key={check} className={styles.row} data-testid="finding" data-ok={ok}>
                  {ok ? (
                    <IconCircleCheck
                      size={26}
                      color="var(--ova-accent)"
                      role="img"
                      aria-label={t("checkup.ok")}
                    />
                  ) : (
                    <IconExclamationCircle
                      size={26}
                      color="var(--mantine-color-error)"
                      role="img"
                      aria-label={t("checkup.bad")}
                    />
                  )}
                  <div className={styles.words}>
                    <span className={styles.name}>
                      {i18n.exists(`checkup.check.${check}`)
                        ? t(`checkup.check.${check as "disk"}`)
                        : check}
                    </span>
                    <span className={styles.facts}>{told(finding)}</span>
                  </div>
                </li>
              );
            })}
          </ul>
        )}
      </Section>
      <Section title={t("checkup.file")}>
        <p className={panel.dimmed}>{t("checkup.fileHelp")}</p>
        <Trouble error={collect.error} title={t("diagnostics.failed")} />
        <Group mt="md">
          <Button
            leftSection={<IconDownload size={18} aria-hidden />}
            loading={collect.isPending}
            onClick={() => collect.mutate()}
            data-testid="hub-diagnostics"
          >
            {t("diagnostics.download")}
          </Button>
        </Group>
      </Section>
    </div>
  );
}
