import { Anchor } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { allows } from "../../api/roles";
import { useSession } from "../../api/session";
import { EntryCard } from "../EntryCard";
import { Splash } from "../Splash";
import { KioskCode } from "./KioskCode";
import { KioskJoinAs } from "./KioskJoinAs";

/** How a tablet joins: by whoever is signed in on it, or by a code that is typed elsewhere. */
export function KioskJoin() {
  const { t } = useTranslation();
  const session = useSession();
  if (session.isPending) {
    return <Splash />;
  }
  const person = session.data?.user;
  return (
    <EntryCard title={t("kiosk.join.title")} intro={t("kiosk.join.intro")}>
      {person && allows(person.role, "adult") ? (
        <KioskJoinAs person={person.name} />
      ) : (
        <KioskCode />
      )}
      <Anchor component={Link} to="/" mt="xl" size="sm" display="block">
        {t("kiosk.join.back")}
      </Anchor>
    </EntryCard>
  );
}
