import { useEffect, useState } from "react";

import { hubsPage, keepPage } from "./keptPage";
import { mayReload, newerBuild, reloadNote } from "./newerBuild";

const RELOADED_FOR = "ova.kiosk.reloaded-for";
const LOOK_EVERY_MS = 3_600_000;
/** A reply that asks back listens right after it was spoken: that is no pause. */
const CALM_MS = 3_000;

/**
 * Keep the page of the tablet in the browser, so that it is there while the hub is away, and go
 * over to a newer build by itself: nobody does it at a wall. Looked for at each `visit` of the hub
 * and every hour; not while it is `busy`, nor while there is no hub to load it from.
 */
export function useKioskUpdate(visit: boolean, busy: boolean): void {
  const [newer, setNewer] = useState("");
  useEffect(() => {
    if (!visit || !import.meta.env.PROD) {
      return undefined;
    }
    let over = false;
    const look = async () => {
      await keepPage();
      try {
        const build = newerBuild(await hubsPage(), document.documentElement.outerHTML);
        if (!over) {
          setNewer(build);
        }
      } catch (error) {
        console.warn("Looked in vain for a newer page:", error);
      }
    };
    void look();
    const timer = setInterval(() => void look(), LOOK_EVERY_MS);
    return () => {
      over = true;
      clearInterval(timer);
    };
  }, [visit]);
  useEffect(() => {
    if (newer === "" || busy || !visit) {
      return undefined;
    }
    const timer = setTimeout(() => reloadFor(newer), CALM_MS);
    return () => clearTimeout(timer);
  }, [newer, busy, visit]);
}

function reloadFor(build: string): void {
  try {
    const now = Date.now();
    if (mayReload(sessionStorage.getItem(RELOADED_FOR), build, now)) {
      sessionStorage.setItem(RELOADED_FOR, reloadNote(build, now));
      window.location.reload();
    }
  } catch (error) {
    // Without a memory the page would be loaded over and over, and forget its key each time.
    console.warn("The page stays as it is:", error);
  }
}
