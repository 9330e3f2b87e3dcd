import { AppShell } from "@mantine/core";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Outlet, useLocation } from "react-router";

import { allows } from "../api/roles";
import { useSession, useSetupStatus } from "../api/session";
import { pageRole } from "../app/pageRoles";
import { useAccessNews } from "../live/useAccessNews";
import { useHomeNews } from "../live/useHomeNews";
import { useHubSockets } from "../live/useHubSockets";
import { useHistoryNews } from "../live/useHistoryNews";
import { useIntegrationNews } from "../live/useIntegrationNews";
import { useGroupNews } from "../live/useGroupNews";
import { useSatelliteNews } from "../live/useSatelliteNews";
import { useRoutineNews } from "../live/useRoutineNews";
import { useScheduleNews } from "../live/useScheduleNews";
import { useAnnouncementNews } from "../live/useAnnouncementNews";
import { useListNews } from "../live/useListNews";
import { useSkillNews } from "../live/useSkillNews";
import { useSpokenNews } from "../live/useSpokenNews";
import { useSetUpNews } from "../live/useSetUpNews";
import { useUiEvents } from "../live/useUiEvents";
import { SatelliteProvider } from "../satellite/SatelliteProvider";
import { BottomBar } from "./BottomBar";
import { OnboardingBanner } from "./firstrun/OnboardingBanner";
import { UiContext } from "../live/UiContext";
import { IdentifyFlash } from "./satellites/IdentifyFlash";
import { ErrorBoundary } from "./ErrorBoundary";
import { Logo } from "./Logo";
import { NavRail } from "./NavRail";
import { NotForYou } from "./settings/NotForYou";
import { PageChange } from "./PageChange";
import { RingBanner } from "./RingBanner";
import styles from "./Shell.module.css";
import { Shortcuts } from "./Shortcuts";
import { ThemeMenu } from "./ThemeMenu";
import { UserMenu } from "./UserMenu";
import { Waiting } from "./Waiting";
import { WakeSign } from "./WakeSign";

/** The frame around every page of somebody who is signed in. */
export function Shell() {
  const { t } = useTranslation();
  const name = useSetupStatus().data?.name ?? "";
  const sockets = useHubSockets();
  useUiEvents(sockets?.ui ?? null);
  useIntegrationNews(sockets?.ui ?? null);
  useHistoryNews(sockets?.ui ?? null);
  useHomeNews(sockets?.ui ?? null);
  useScheduleNews(sockets?.ui ?? null);
  useRoutineNews(sockets?.ui ?? null);
  useSkillNews(sockets?.ui ?? null);
  useAnnouncementNews(sockets?.ui ?? null);
  useListNews(sockets?.ui ?? null);
  useSpokenNews(sockets?.ui ?? null);
  useSatelliteNews(sockets?.ui ?? null);
  useGroupNews(sockets?.ui ?? null);
  useAccessNews(sockets?.ui ?? null);
  const role = useSession().data?.user.role ?? "";
  const { pathname } = useLocation();
  useSetUpNews(sockets?.ui ?? null);
  return (
    <UiContext value={sockets?.ui ?? null}>
      <SatelliteProvider socket={sockets?.satellite ?? null}>
        <a className="skip-link" href="#main">
          {t("app.skip")}
        </a>
        <PageChange home={name} />
        <Shortcuts />
        <AppShell
          header={{ height: 60 }}
          navbar={{ width: 92, breakpoint: "sm", collapsed: { mobile: true } }}
          footer={{ height: { base: "var(--ova-bar-height)", sm: 0 } }}
        >
          <AppShell.Header className={styles.header}>
            <Logo size={34} />
            <span className={styles.home}>{name === "" ? t("app.name") : name}</span>
            <span className={styles.spacer} />
            <WakeSign />
            <ThemeMenu />
            <UserMenu />
          </AppShell.Header>
          <AppShell.Navbar visibleFrom="sm" className={styles.navbar} aria-label={t("nav.label")}>
            <NavRail />
          </AppShell.Navbar>
          <AppShell.Main id="main" tabIndex={-1} className={styles.main}>
            <RingBanner />
            <IdentifyFlash />
            <OnboardingBanner />
            <ErrorBoundary place={pathname}>
              <Suspense fallback={<Waiting />}>
                {allows(role, pageRole(pathname)) ? <Outlet /> : <NotForYou />}
              </Suspense>
            </ErrorBoundary>
          </AppShell.Main>
          <AppShell.Footer className={styles.footer} hiddenFrom="sm">
            <BottomBar />
          </AppShell.Footer>
        </AppShell>
      </SatelliteProvider>
    </UiContext>
  );
}
