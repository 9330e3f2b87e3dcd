import { Suspense } from "react";
import { Navigate, Outlet, useLocation } from "react-router";

import { useSession, useSetupStatus } from "../api/session";
import { useSessionEnded } from "../api/sessionEnd";
import { Splash } from "../components/Splash";
import { page } from "./page";
import { returnState } from "./returnAddress";

const SignInAgain = page(() => import("../components/SignInAgain"), "SignInAgain");

/** Shows its pages to people who are signed in; others are sent to set-up or sign-in, and back. */
export function RequireSession() {
  const session = useSession();
  const setup = useSetupStatus();
  const ended = useSessionEnded();
  const shown = useLocation();
  // The address is that of the page one is on the way to, while its code is still being fetched.
  const wanted = window.location;
  const location = /^\/(signin|setup)\b/.test(wanted.pathname) ? shown : wanted;
  if (session.data) {
    return (
      <>
        <Outlet />
        <Suspense fallback={null}>{ended && <SignInAgain />}</Suspense>
      </>
    );
  }
  if (setup.data?.needed) {
    return <Navigate to="/setup" replace state={returnState(location)} />;
  }
  if (session.data === null && setup.data) {
    return <Navigate to="/signin" replace state={returnState(location)} />;
  }
  return <Splash error={session.error ?? setup.error} />;
}
