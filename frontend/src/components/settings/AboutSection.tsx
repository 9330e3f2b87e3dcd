import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { request } from "../../api/client";
import type { Schemas } from "../../api/types";
import panel from "../panel/panel.module.css";
import { Section } from "../panel/Section";
import { Trouble } from "../panel/Trouble";

/** What this program is. */
export function AboutSection() {
  const { t } = useTranslation();
  const status = useQuery({
    queryKey: ["status"],
    queryFn: () => request<Schemas["StatusModel"]>("GET", "/api/status"),
  });
  return (
    <div className={panel.stack}>
      <Section title={t("app.name")} testId="about">
        {status.isPending && <Skeleton height={24} mt="sm" aria-busy="true" />}
        <Trouble
          error={status.error}
          title={t("settings.about.failed")}
          onRetry={() => void status.refetch()}
        />
        {status.data && (
          <p className={panel.dimmed}>
            {t("settings.about.version", { version: status.data.version })}
          </p>
        )}
      </Section>
    </div>
  );
}
