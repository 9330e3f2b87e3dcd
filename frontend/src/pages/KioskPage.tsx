import { useTranslation } from "react-i18next";
import { useEffect } from "react";

import { KioskConsent } from "../components/kiosk/KioskConsent";
import { KioskJoin } from "../components/kiosk/KioskJoin";
import { KioskScreen } from "../components/kiosk/KioskScreen";
import { KioskProvider } from "../kiosk/KioskProvider";
import { useKioskConsent, useKioskToken } from "../kiosk/kioskKey";

/** A tablet on the wall as a satellite of the house: it joins by a code, and nobody is signed in. */
export function KioskPage() {
  const { t } = useTranslation();
  const token = useKioskToken();
  const consent = useKioskConsent();
  useEffect(() => {
    document.title = t("kiosk.title");
  }, [t]);
  if (token === "") {
    return <KioskJoin />;
  }
  return (
    <KioskProvider token={token}>
      {consent === "" ? <KioskConsent /> : <KioskScreen />}
    </KioskProvider>
  );
}
