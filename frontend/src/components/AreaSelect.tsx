import { NativeSelect } from "@mantine/core";
import { IconMapPin } from "@tabler/icons-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";

import { useAreas } from "../api/home";
import { useSatellite } from "../satellite/SatelliteContext";
import styles from "./AreaSelect.module.css";

/** The room this browser is in, so that "the lights" means the ones here. */
export function AreaSelect() {
  const { t } = useTranslation();
  const { area, setArea } = useSatellite();
  const areas = useAreas().data ?? [];
  const id = useId();
  const names = areas.map(({ name }) => name).sort((a, b) => a.localeCompare(b));
  // A remembered room stays choosable until the list is here, and when it was renamed.
  const known = area === "" || names.includes(area) ? names : [area, ...names];
  return (
    <div className={styles.row}>
      <IconMapPin size={17} stroke={1.8} aria-hidden />
      <label htmlFor={id} className={styles.label}>
        {t("talk.area")}
      </label>
      <NativeSelect
        id={id}
        classNames={{ input: styles.select ?? "" }}
        data={[{ value: "", label: t("talk.areaNone") }, ...known]}
        value={area}
        onChange={(event) => setArea(event.currentTarget.value)}
        data-testid="talk-area"
      />
    </div>
  );
}
