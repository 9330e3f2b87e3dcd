import { Skeleton } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { type HomeSettings, useHomeSettings } from "../../api/homeSettings";
import panel from "../panel/panel.module.css";
import { Trouble } from "../panel/Trouble";

interface Props {
  children: (settings: HomeSettings) => ReactNode;
}

/** What needs the settings, once they are there. */
export function WithSettings({ children }: Props) {
  const { t } = useTranslation();
  const settings = useHomeSettings();
  return (
    <div className={panel.stack}>
      {settings.isPending && <Skeleton height={220} radius={20} aria-busy="true" />}
      <Trouble
        error={settings.data ? null : settings.error}
        title={t("settings.unread")}
        onRetry={() => void settings.refetch()}
      />
      {settings.data && children(settings.data)}
    </div>
  );
}
