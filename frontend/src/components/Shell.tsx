import { AppShell, Burger } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Outlet } from "react-router";

import { useSetupStatus } from "../api/session";
import { useHubSockets } from "../live/useHubSockets";
import { useIntegrationNews } from "../live/useIntegrationNews";
import { useUiEvents } from "../live/useUiEvents";
import { SatelliteProvider } from "../satellite/SatelliteProvider";
import { Logo } from "./Logo";
import { NavRail } from "./NavRail";
import { RingBanner } from "./RingBanner";
import styles from "./Shell.module.css";
import { Splash } from "./Splash";
import { ThemeMenu } from "./ThemeMenu";
import { UserMenu } from "./UserMenu";

/** The frame around every page of somebody who is signed in. */
export function Shell() {
  const { t } = useTranslation();
  const [open, { toggle, close }] = useDisclosure(false);
  const name = useSetupStatus().data?.name ?? "";
  const sockets = useHubSockets();
  useUiEvents(sockets?.ui ?? null);
  useIntegrationNews(sockets?.ui ?? null);
  return (
    <SatelliteProvider socket={sockets?.satellite ?? null}>
      <a className="skip-link" href="#main">
        {t("app.skip")}
      </a>
      <AppShell
        header={{ height: 60 }}
        navbar={{ width: 88, breakpoint: "sm", collapsed: { mobile: !open } }}
      >
        <AppShell.Header className={styles.header}>
          <Burger
            opened={open}
            onClick={toggle}
            hiddenFrom="sm"
            size="sm"
            aria-label={open ? t("nav.close") : t("nav.open")}
          />
          <Logo size={34} />
          <span className={styles.home}>{name === "" ? t("app.name") : name}</span>
          <span className={styles.spacer} />
          <ThemeMenu />
          <UserMenu />
        </AppShell.Header>
        <AppShell.Navbar className={styles.navbar} aria-label={t("nav.label")}>
          <NavRail onNavigate={close} />
        </AppShell.Navbar>
        <AppShell.Main id="main" tabIndex={-1} className={styles.main}>
          <RingBanner />
          <Suspense fallback={<Splash />}>
            <Outlet />
          </Suspense>
        </AppShell.Main>
      </AppShell>
    </SatelliteProvider>
  );
}
