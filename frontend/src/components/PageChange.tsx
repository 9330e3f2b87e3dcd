import { VisuallyHidden } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { NavigationType, useLocation, useNavigationType } from "react-router";

import { documentTitle } from "../app/documentTitle";
import { NAVIGATION } from "./navigation";

interface Props {
  /** What the home is called. */
  home: string;
}

/** Names the tab after the page, and takes who changes it there: focus, place and words. */
export function PageChange({ home }: Props) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const how = useNavigationType();
  const [title, setTitle] = useState("");
  const before = useRef(pathname);
  const item = NAVIGATION.findLast(
    ({ path }) => path === pathname || (path !== "/" && pathname.startsWith(`${path}/`)),
  );
  const section = item ? t(item.label) : "";

  useEffect(() => {
    const main = document.getElementById("main");
    if (!main) {
      return undefined;
    }
    let asked = 0;
    const name = () => {
      asked = 0;
      const heading = main.querySelector("h1")?.textContent ?? "";
      const words = documentTitle(heading, section, home);
      document.title = words;
      setTitle(words);
    };
    name();
    // The heading comes with the page's code and data.
    const watcher = new MutationObserver(() => {
      asked ||= requestAnimationFrame(name);
    });
    watcher.observe(main, { childList: true, subtree: true });
    return () => {
      watcher.disconnect();
      cancelAnimationFrame(asked);
    };
  }, [pathname, section, home]);

  useEffect(() => {
    if (before.current === pathname) {
      return;
    }
    before.current = pathname;
    const main = document.getElementById("main");
    // A tab of a page changes the address too, and keeps the focus.
    if (main && !main.contains(document.activeElement)) {
      main.focus({ preventScroll: true });
      if (how !== NavigationType.Pop) {
        window.scrollTo(0, 0);
      }
    }
  }, [pathname, how]);

  return (
    <VisuallyHidden role="status" data-testid="page-name">
      {title}
    </VisuallyHidden>
  );
}
