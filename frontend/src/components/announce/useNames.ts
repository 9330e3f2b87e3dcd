import { useTranslation } from "react-i18next";

import { useSatelliteList } from "../../api/satelliteList";

/** Gives a function that names satellites in a sentence: "Kitchen, Hall, and Attic". */
export function useNames(): (ids: readonly string[]) => string {
  const { t, i18n } = useTranslation();
  const known = useSatelliteList().data;
  return (ids) =>
    new Intl.ListFormat(i18n.language, { type: "conjunction" }).format(
      ids.map((id) => known?.find((one) => one.id === id)?.name ?? t("announce.gone")),
    );
}
