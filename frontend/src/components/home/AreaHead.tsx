import { Button, Title, VisuallyHidden } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Area, Entity } from "../../api/types";
import { textOf } from "../../home/attributes";
import { useOrders } from "../../home/useOrders";
import styles from "./HomeList.module.css";

interface Props {
  area: Area | null;
  ids: readonly string[];
  byId: ReadonlyMap<string, Entity>;
  here: boolean;
}

/** The name of a room, how warm it is, and one tap for all its lights. */
export function AreaHead({ area, ids, byId, here }: Props) {
  const { t, i18n } = useTranslation();
  const entities = ids.map((id) => byId.get(id)).filter((entity) => entity !== undefined);
  const lit = entities.filter(({ domain, state }) => domain === "light" && state === "on");
  const order = useOrders();
  const switchOff = () =>
    lit.forEach((one) => void order(one, { service: "turn_off", expected: { state: "off" } }));
  const climate = climateText(entities, i18n.language);
  return (
    <div className={styles.area} data-testid="area" data-area={area?.id ?? ""}>
      <Title order={3} className={styles.name}>
        {area?.name ?? t("home.noRoom")}
        {here && <span className={styles.here}>{t("home.here")}</span>}
      </Title>
      {climate !== "" && <span className={styles.climate}>{climate}</span>}
      {lit.length > 0 && (
        <Button size="compact-sm" variant="light" onClick={switchOff} data-testid="area-lights-off">
          {t("home.lightsOff", { count: lit.length })}
          <VisuallyHidden>: {area?.name ?? t("home.noRoom")}</VisuallyHidden>
        </Button>
      )}
    </div>
  );
}

/** Warmth and moisture, where something in the room tells. */
function climateText(entities: readonly Entity[], locale: string): string {
  return ["temperature", "humidity"]
    .map((kind) => {
      const sensor = entities.find(
        (entity) => entity.domain === "sensor" && entity.device_class === kind,
      );
      const value = Number(sensor?.state);
      if (!sensor || sensor.state.trim() === "" || !Number.isFinite(value)) {
        return "";
      }
      const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value);
      return `${number} ${textOf(sensor, "unit_of_measurement") ?? ""}`.trim();
    })
    .filter(Boolean)
    .join(" · ");
}
