import { Skeleton, Title } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconChevronLeft } from "@tabler/icons-react";
import { Suspense, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link, Navigate, useParams } from "react-router";

import { pageRole } from "../app/pageRoles";
import { allows } from "../api/roles";
import { useSession } from "../api/session";
import { NotForYou } from "../components/settings/NotForYou";
import { SECTIONS } from "../components/settings/sections";
import { SettingsList } from "../components/settings/SettingsList";
import { NotFoundPage } from "./NotFoundPage";
import styles from "./SettingsPage.module.css";

/** The settings: a list of sections with the open one beside it, or one after the other on a phone. */
export function SettingsPage() {
  const { t } = useTranslation();
  const { section: id } = useParams();
  const role = useSession().data?.user.role ?? "";
  const narrow = useMediaQuery("(max-width: 47.99em)", undefined, {
    getInitialValueInEffect: false,
  });
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(id);
  useEffect(() => {
    if (before.current !== id) {
      before.current = id;
      heading.current?.focus();
    }
  }, [id]);
  const mine = SECTIONS.filter((section) => allows(role, section.role));
  const open = SECTIONS.find((section) => section.id === id);
  const [first] = mine;
  if (first === undefined) {
    return <NotForYou />;
  }
  if (id === undefined && !narrow) {
    return <Navigate to={`/settings/${first.id}`} replace />;
  }
  if (id !== undefined && open === undefined) {
    return <NotFoundPage />;
  }
  return (
    <div className={styles.page}>
      {!(narrow && open) && (
        <div className={styles.side}>
          <Title
            order={narrow ? 1 : 2}
            className={styles.name}
            ref={narrow ? heading : null}
            tabIndex={-1}
          >
            {t("settings.title")}
          </Title>
          <SettingsList sections={mine} />
        </div>
      )}
      {open && (
        <div className={styles.content} data-testid={`settings-${open.id}`}>
          {narrow && allows(role, pageRole("/settings")) && (
            <Link to="/settings" className={styles.back}>
              <IconChevronLeft size={20} aria-hidden />
              {t("settings.title")}
            </Link>
          )}
          <Title order={1} className={styles.title} ref={heading} tabIndex={-1}>
            {t(open.label)}
          </Title>
          {mine.includes(open) ? (
            <Suspense fallback={<Skeleton height={200} radius={20} aria-busy="true" />}>
              <open.Panel />
            </Suspense>
          ) : (
            <NotForYou />
          )}
        </div>
      )}
    </div>
  );
}
