import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useHomeNews } from "../../live/useHomeNews";
import { useHubSockets } from "../../live/useHubSockets";
import { useSetUpNews } from "../../live/useSetUpNews";
import { useUiEvents } from "../../live/useUiEvents";
import { SatelliteProvider } from "../../satellite/SatelliteProvider";
import { Logo } from "../Logo";
import { ThemeMenu } from "../ThemeMenu";
import { UserMenu } from "../UserMenu";
import styles from "./FirstRun.module.css";

interface Props {
  onLeave: () => void;
  children: ReactNode;
}

/** What stands around the steps: nothing that leads astray, and a way out. */
export function FirstRunFrame({ onLeave, children }: Props) {
  const { t } = useTranslation();
  const sockets = useHubSockets();
  useUiEvents(sockets?.ui ?? null);
  useHomeNews(sockets?.ui ?? null);
  useSetUpNews(sockets?.ui ?? null);
  return (
    <SatelliteProvider socket={sockets?.satellite ?? null}>
      <div className={styles.frame}>
        <header className={styles.head}>
          <Logo size={34} />
          <span className={styles.gap} />
          <Button
            variant="subtle"
            color="gray"
            c="dimmed"
            onClick={onLeave}
            data-testid="first-run-leave"
          >
            {t("firstRun.leave")}
          </Button>
          <ThemeMenu />
          <UserMenu />
        </header>
        <main className={styles.main} id="main" data-testid="first-run">
          {children}
        </main>
      </div>
    </SatelliteProvider>
  );
}
