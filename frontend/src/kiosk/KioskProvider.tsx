import { type ReactNode, useCallback, useMemo, useState } from "react";

import { chooseLanguage, changeLanguage } from "../locales/i18n";
import { useHandsFree } from "../satellite/handsFreeChoice";
import { useWakeLock } from "../satellite/keepAwake";
import { makeClient } from "../satellite/makeClient";
import type { Preferences } from "../satellite/protocol";
import { SatelliteContext } from "../satellite/SatelliteContext";
import { useSatelliteSocket } from "../satellite/useSatelliteSocket";
import { kioskId, useKioskConsent } from "./kioskKey";
import { KioskAbout } from "./KioskAbout";
import { useKioskSocket } from "./useKioskSocket";

const nothing = () => undefined;
const FEATURES = ["upcoming"];

/** Makes this browser a device of the house, with a key of its own and nobody signed in. */
export function KioskProvider({ token, children }: { token: string; children: ReactNode }) {
  const [client] = useState(makeClient);
  const [about, setAbout] = useState({ name: "", area: "" });
  const socket = useKioskSocket(token);
  const [self] = useState(() => ({ id: kioskId(), features: FEATURES }));
  const follow = useCallback(({ name, area, language }: Preferences) => {
    setAbout({ name, area });
    const wanted = chooseLanguage(language, []);
    if (document.documentElement.lang !== wanted) {
      void changeLanguage(wanted);
    }
  }, []);
  useSatelliteSocket(client, socket, self, follow);
  useHandsFree(client, useKioskConsent() === "yes" && socket !== null);
  const darkScreen = useWakeLock(true);
  const shown = useMemo(() => ({ ...about, darkScreen }), [about, darkScreen]);
  const setting = useMemo(
    () => ({ client, area: about.area, setArea: nothing, speak: true, setSpeak: nothing }),
    [client, about.area],
  );
  return (
    <SatelliteContext value={setting}>
      <KioskAbout value={shown}>{children}</KioskAbout>
    </SatelliteContext>
  );
}
