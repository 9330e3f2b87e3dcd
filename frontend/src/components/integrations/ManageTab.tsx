import { Button } from "@mantine/core";
import { IconExternalLink } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import styles from "./ManageTab.module.css";
import panel from "../panel/panel.module.css";
import type { TabProps } from "./tabs";

const LEAST_PX = 320;

/** The integration's own pages, in a frame as high as they are. */
export function ManageTab({ integration }: TabProps) {
  const { t } = useTranslation();
  const frame = useRef<HTMLIFrameElement>(null);
  const watcher = useRef<ResizeObserver | null>(null);
  const [height, setHeight] = useState(LEAST_PX);
  const address = `/integration/${encodeURIComponent(integration.id)}/manage`;
  useEffect(() => () => watcher.current?.disconnect(), []);
  const fit = () => {
    watcher.current?.disconnect();
    const root = frame.current?.contentDocument?.documentElement;
    if (!root) {
      return;
    }
    watcher.current = new ResizeObserver(() =>
      setHeight(Math.max(LEAST_PX, root.offsetHeight + 2 * OUTER_PX)),
    );
    watcher.current.observe(root);
  };
  return (
    <div className={panel.stack}>
      <div className={panel.head}>
        <p className={panel.dimmed}>{t("manage.help", { name: integration.name })}</p>
        <Button
          component="a"
          href={address}
          target="_blank"
          rel="noreferrer"
          variant="default"
          size="sm"
          rightSection={<IconExternalLink size={17} aria-hidden />}
        >
          {t("manage.open")}
        </Button>
      </div>
      <iframe
        ref={frame}
        className={styles.frame}
        src={address}
        title={t("manage.title", { name: integration.name })}
        sandbox="allow-same-origin allow-scripts allow-forms allow-popups allow-downloads allow-top-navigation-by-user-activation"
        style={{ height }}
        onLoad={fit}
        data-testid="manage-frame"
      />
    </div>
  );
}

/** Margins around the page's root. */
const OUTER_PX = 40;
