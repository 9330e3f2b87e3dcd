import { Navigate, Outlet, useLocation } from "react-router";

import { useSession, useSetupStatus } from "../api/session";
import { Splash } from "../components/Splash";
import { returnAddress } from "./returnAddress";

/** Shows set-up and sign-in, whichever applies; who is signed in already goes on. */
export function RequireStranger() {
  const session = useSession();
  const setup = useSetupStatus();
  const location = useLocation();
  if (session.data) {
    // Whoever has just made the account goes on with the first run.
    return location.pathname === "/setup" ? (
      <Navigate to="/welcome" replace state={location.state as unknown} />
    ) : (
      <Navigate to={returnAddress(location.state)} replace />
    );
  }
  if (session.data === undefined || !setup.data) {
    return <Splash error={session.error ?? setup.error} />;
  }
  const place = setup.data.needed ? "/setup" : "/signin";
  if (location.pathname !== place) {
    return <Navigate to={place} replace state={location.state as unknown} />;
  }
  return <Outlet />;
}
