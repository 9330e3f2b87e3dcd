import { Navigate, Outlet, useLocation } from "react-router";

import { useSession, useSetupStatus } from "../api/session";
import { Splash } from "../components/Splash";
import { returnState } from "./returnAddress";

/** Shows its pages to people who are signed in; others are sent to set-up or sign-in, and back. */
export function RequireSession() {
  const session = useSession();
  const setup = useSetupStatus();
  const shown = useLocation();
  // The address is that of the page one is on the way to, while its code is still being fetched.
  const wanted = window.location;
  const location = /^\/(signin|setup)\b/.test(wanted.pathname) ? shown : wanted;
  if (session.data) {
    return <Outlet />;
  }
  if (setup.data?.needed) {
    return <Navigate to="/setup" replace state={returnState(location)} />;
  }
  if (session.data === null && setup.data) {
    return <Navigate to="/signin" replace state={returnState(location)} />;
  }
  return <Splash error={session.error ?? setup.error} />;
}
