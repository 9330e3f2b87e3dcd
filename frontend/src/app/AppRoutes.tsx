import { Suspense } from "react";
import { Route, Routes } from "react-router";

import { Shell } from "../components/Shell";
import { Splash } from "../components/Splash";
import { HomePage } from "../pages/HomePage";
import { page } from "./page";
import { RequireSession } from "./RequireSession";
import { RequireStranger } from "./RequireStranger";

const SetupPage = page(() => import("../pages/SetupPage"), "SetupPage");
const SignInPage = page(() => import("../pages/SignInPage"), "SignInPage");
const TalkPage = page(() => import("../pages/TalkPage"), "TalkPage");
const HistoryPage = page(() => import("../pages/HistoryPage"), "HistoryPage");
const IntegrationsPage = page(() => import("../pages/IntegrationsPage"), "IntegrationsPage");
const IntegrationPage = page(() => import("../pages/IntegrationPage"), "IntegrationPage");
const SettingsPage = page(() => import("../pages/SettingsPage"), "SettingsPage");
const RoutinesPage = page(() => import("../pages/RoutinesPage"), "RoutinesPage");
const RoutinePage = page(() => import("../pages/RoutinePage"), "RoutinePage");
const SchedulesPage = page(() => import("../pages/SchedulesPage"), "SchedulesPage");
const ListsPage = page(() => import("../pages/ListsPage"), "ListsPage");
const JoinPage = page(() => import("../pages/JoinPage"), "JoinPage");
const SkillsPage = page(() => import("../pages/SkillsPage"), "SkillsPage");
const SkillPage = page(() => import("../pages/SkillPage"), "SkillPage");
const FirstRunPage = page(() => import("../pages/FirstRunPage"), "FirstRunPage");
const SatellitesPage = page(() => import("../pages/SatellitesPage"), "SatellitesPage");
const SatellitePage = page(() => import("../pages/SatellitePage"), "SatellitePage");
const KioskPage = page(() => import("../pages/KioskPage"), "KioskPage");
const NotFoundPage = page(() => import("../pages/NotFoundPage"), "NotFoundPage");

/** Which page an address shows. */
export function AppRoutes() {
  return (
    <Suspense fallback={<Splash />}>
      <Routes>
        <Route path="join" element={<JoinPage />} />
        <Route path="kiosk" element={<KioskPage />} />
        <Route element={<RequireStranger />}>
          <Route path="setup" element={<SetupPage />} />
          <Route path="signin" element={<SignInPage />} />
        </Route>
        <Route element={<RequireSession />}>
          <Route path="welcome" element={<FirstRunPage />} />
          <Route element={<Shell />}>
            <Route index element={<HomePage />} />
            <Route path="talk" element={<TalkPage />} />
            <Route path="skills" element={<SkillsPage />} />
            <Route path="skills/:id/:tab?" element={<SkillPage />} />
            <Route path="history/:runId?" element={<HistoryPage />} />
            <Route path="integrations" element={<IntegrationsPage />} />
            <Route path="integrations/:id/:tab?" element={<IntegrationPage />} />
            <Route path="settings/:section?" element={<SettingsPage />} />
            <Route path="schedules" element={<SchedulesPage />} />
            <Route path="schedules/routines" element={<RoutinesPage />} />
            <Route path="schedules/routines/:id" element={<RoutinePage />} />
            <Route path="lists/:id?" element={<ListsPage />} />
            <Route path="satellites" element={<SatellitesPage />} />
            <Route path="satellites/:id" element={<SatellitePage />} />
            <Route path="*" element={<NotFoundPage />} />
          </Route>
        </Route>
      </Routes>
    </Suspense>
  );
}
