import { Badge, Tabs } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";

import { useNameFaults } from "../../../api/entityChanges";
import styles from "../../panel/TabFrame.module.css";
import { NamesView } from "./NamesView";
import { PlacesView } from "./PlacesView";
import { ThingsView } from "./ThingsView";

const VIEWS = ["places", "things", "names"] as const;

/** Rooms and floors, the things in them, and whether all of them can be told apart. */
export function AreasSection() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const faults = useNameFaults().data?.length ?? 0;
  const view = VIEWS.find((one) => one === search.get("view")) ?? "places";
  return (
    <Tabs
      value={view}
      onChange={(next) => setSearch(next === null ? {} : { view: next }, { replace: true })}
      keepMounted={false}
    >
      <Tabs.List mb="md" className={styles.list ?? ""}>
        <Tabs.Tab value="places">{t("areas.places")}</Tabs.Tab>
        <Tabs.Tab value="things">{t("areas.things")}</Tabs.Tab>
        <Tabs.Tab
          value="names"
          rightSection={
            faults > 0 ? (
              <Badge size="sm" variant="light" color="orange" data-testid="fault-count">
                {faults}
              </Badge>
            ) : null
          }
        >
          {t("areas.names")}
        </Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="places">
        <PlacesView />
      </Tabs.Panel>
      <Tabs.Panel value="things">
        <ThingsView />
      </Tabs.Panel>
      <Tabs.Panel value="names">
        <NamesView />
      </Tabs.Panel>
    </Tabs>
  );
}
