import { Button, Skeleton } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { type NamedThing, useNameFaults } from "../../../api/entityChanges";
import { useAreas, useEntities } from "../../../api/home";
import { usePlaceFloors } from "../../../api/places";
import { EmptyState } from "../../panel/EmptyState";
import panel from "../../panel/panel.module.css";
import { Trouble } from "../../panel/Trouble";
import styles from "./Areas.module.css";
import { FaultCard } from "./FaultCard";
import { PlaceDialog } from "./PlaceDialog";
import { ThingDialog } from "./ThingDialog";

const PAGE = 30;

/** What is wrong with names, each with a cure. */
export function NamesView() {
  const { t } = useTranslation();
  const faults = useNameFaults();
  const entities = useEntities().data ?? [];
  const areas = useAreas().data ?? [];
  const floors = usePlaceFloors().data ?? [];
  const [most, setMost] = useState(PAGE);
  const [edited, setEdited] = useState<NamedThing | null>(null);
  const entity = edited?.kind === "entity" && entities.find(({ id }) => id === edited.id);
  const area = edited?.kind === "area" && areas.find(({ id }) => id === edited.id);
  const floor = edited?.kind === "floor" && floors.find(({ id }) => id === edited.id);
  const close = () => setEdited(null);
  const found = faults.data ?? [];
  return (
    <div className={panel.stack}>
      <p className={styles.intro}>{t("areas.namesHelp")}</p>
      {faults.isPending && <Skeleton height={200} radius={20} aria-busy="true" />}
      <Trouble
        error={faults.data ? null : faults.error}
        title={t("areas.unreadNames")}
        onRetry={() => void faults.refetch()}
      />
      {faults.data?.length === 0 && (
        <EmptyState icon={IconCircleCheck} title={t("areas.allGood")} testId="all-good">
          {t("areas.allGoodHelp")}
        </EmptyState>
      )}
      <ul className={styles.faults}>
        {found.slice(0, most).map((fault) => (
          <li key={fault.id}>
            <FaultCard fault={fault} areas={areas} entities={entities} onEdit={setEdited} />
          </li>
        ))}
      </ul>
      {found.length > most && (
        <Button variant="default" onClick={() => setMost(most + PAGE)}>
          {t("areas.moreFaults", { count: found.length - most })}
        </Button>
      )}
      {entity && <ThingDialog key={entity.id} thing={entity} onClose={close} />}
      {area && (
        <PlaceDialog key={area.id} edited={{ kind: "areas", place: area }} onClose={close} />
      )}
      {floor && (
        <PlaceDialog key={floor.id} edited={{ kind: "floors", place: floor }} onClose={close} />
      )}
    </div>
  );
}
