import { lazy, Suspense } from "react";
import { Route, Routes } from "react-router";

import { Splash } from "../components/Splash";
import { RequireSession } from "./RequireSession";
import { RequireStranger } from "./RequireStranger";

const Shell = lazy(() => import("../components/Shell").then((file) => ({ default: file.Shell })));
const SetupPage = lazy(() =>
  import("../pages/SetupPage").then((file) => ({ default: file.SetupPage })),
);
const SignInPage = lazy(() =>
  import("../pages/SignInPage").then((file) => ({ default: file.SignInPage })),
);
const TalkPage = lazy(() =>
  import("../pages/TalkPage").then((file) => ({ default: file.TalkPage })),
);
const IntegrationsPage = lazy(() =>
  import("../pages/IntegrationsPage").then((file) => ({ default: file.IntegrationsPage })),
);
const IntegrationPage = lazy(() =>
  import("../pages/IntegrationPage").then((file) => ({ default: file.IntegrationPage })),
);
const NotFoundPage = lazy(() =>
  import("../pages/NotFoundPage").then((file) => ({ default: file.NotFoundPage })),
);

/** Which page an address shows. */
export function AppRoutes() {
  return (
    <Suspense fallback={<Splash />}>
      <Routes>
        <Route element={<RequireStranger />}>
          <Route path="setup" element={<SetupPage />} />
          <Route path="signin" element={<SignInPage />} />
        </Route>
        <Route element={<RequireSession />}>
          <Route element={<Shell />}>
            <Route index element={<TalkPage />} />
            <Route path="integrations" element={<IntegrationsPage />} />
            <Route path="integrations/:id/:tab?" element={<IntegrationPage />} />
            <Route path="*" element={<NotFoundPage />} />
          </Route>
        </Route>
      </Routes>
    </Suspense>
  );
}
