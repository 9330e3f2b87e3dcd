import { Button, Group, Skeleton } from "@mantine/core";
import { IconHomePlus, IconPlus, IconStairs } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useAreas } from "../../../api/home";
import { type FloorDetails, useArrange, usePlaceFloors } from "../../../api/places";
import type { Area } from "../../../api/types";
import { EmptyState } from "../../panel/EmptyState";
import panel from "../../panel/panel.module.css";
import { Trouble } from "../../panel/Trouble";
import { SortableList } from "../../sortable/SortableList";
import styles from "./Areas.module.css";
import { byFloor, type FloorGroup, withOrder } from "./groups";
import { PlaceDialog, type EditedPlace } from "./PlaceDialog";
import { PlaceRow } from "./PlaceRow";
import { RemovePlace } from "./RemovePlace";

interface FloorItem {
  id: string;
  group: FloorGroup;
}

/** Floors with their rooms: add, name, put in order and delete them. */
export function PlacesView() {
  const { t } = useTranslation();
  const floors = usePlaceFloors();
  const areas = useAreas();
  const arrangeFloors = useArrange("floors");
  const arrangeAreas = useArrange("areas");
  const [edited, setEdited] = useState<EditedPlace | null>(null);
  const [leaving, setLeaving] = useState<EditedPlace | null>(null);
  const groups = byFloor(floors.data ?? [], areas.data ?? []);
  const onFloors = groups.flatMap((group): FloorItem[] =>
    group.floor ? [{ id: group.floor.id, group }] : [],
  );
  const rest = groups.find(({ floor }) => floor === null);
  const rooms = (group: FloorGroup) => (
    <SortableList<Area>
      items={group.areas}
      label={t("areas.roomsOf", { name: group.floor?.name ?? t("areas.noFloor") })}
      nameOf={({ name }) => name}
      onChange={(order) =>
        arrangeAreas.mutate({
          ids: withOrder(groups, group, order),
          was: (areas.data ?? []).map(({ id }) => id),
        })
      }
    >
      {(area) => (
        <PlaceRow
          place={area}
          kind="areas"
          onEdit={() => setEdited({ kind: "areas", place: area })}
          onRemove={() => setLeaving({ kind: "areas", place: area })}
        />
      )}
    </SortableList>
  );
  const pending = floors.isPending || areas.isPending;
  return (
    <div className={panel.stack}>
      <p className={styles.intro}>{t("areas.placesHelp")}</p>
      <Group gap="xs">
        <Button
          size="sm"
          leftSection={<IconPlus size={18} aria-hidden />}
          onClick={() => setEdited({ kind: "areas", place: null })}
          data-testid="add-area"
        >
          {t("areas.addArea")}
        </Button>
        <Button
          size="sm"
          variant="default"
          leftSection={<IconStairs size={18} aria-hidden />}
          onClick={() => setEdited({ kind: "floors", place: null })}
          data-testid="add-floor"
        >
          {t("areas.addFloor")}
        </Button>
      </Group>
      {pending && <Skeleton height={200} radius={20} aria-busy="true" />}
      <Trouble
        error={areas.data && floors.data ? null : (areas.error ?? floors.error)}
        title={t("areas.unread")}
        onRetry={() => void Promise.all([areas.refetch(), floors.refetch()])}
      />
      <Trouble error={arrangeAreas.error ?? arrangeFloors.error} title={t("areas.notMoved")} />
      {!pending && areas.data?.length === 0 && onFloors.length === 0 && (
        <EmptyState icon={IconHomePlus} title={t("areas.none")}>
          {t("areas.noneHelp")}
        </EmptyState>
      )}
      {onFloors.length > 0 && (
        <SortableList<FloorItem>
          items={onFloors}
          label={t("areas.floors")}
          nameOf={({ group }) => group.floor?.name ?? ""}
          onChange={(order) =>
            arrangeFloors.mutate({
              ids: order.map(({ id }) => id),
              was: (floors.data ?? []).map(({ id }) => id),
            })
          }
        >
          {({ group }) => (
            <div className={styles.floor}>
              {group.floor && (
                <FloorHead
                  floor={group.floor}
                  onEdit={(floor) => setEdited({ kind: "floors", place: floor })}
                  onRemove={(floor) => setLeaving({ kind: "floors", place: floor })}
                />
              )}
              {group.areas.length > 0 ? (
                rooms(group)
              ) : (
                <p className={styles.hint}>{t("areas.emptyFloor")}</p>
              )}
            </div>
          )}
        </SortableList>
      )}
      {rest && rest.areas.length > 0 && (
        <section aria-label={t("areas.noFloor")}>
          {onFloors.length > 0 && <h2 className={styles.heading}>{t("areas.noFloor")}</h2>}
          {rooms(rest)}
        </section>
      )}
      {edited && (
        <PlaceDialog
          key={`${edited.kind} ${edited.place?.id ?? ""}`}
          edited={edited}
          onClose={() => setEdited(null)}
        />
      )}
      {leaving && <RemovePlace leaving={leaving} onClose={() => setLeaving(null)} />}
    </div>
  );
}

interface HeadProps {
  floor: FloorDetails;
  onEdit: (floor: FloorDetails) => void;
  onRemove: (floor: FloorDetails) => void;
}

function FloorHead({ floor, onEdit, onRemove }: HeadProps) {
  return (
    <PlaceRow
      place={floor}
      kind="floors"
      onEdit={() => onEdit(floor)}
      onRemove={() => onRemove(floor)}
    />
  );
}
