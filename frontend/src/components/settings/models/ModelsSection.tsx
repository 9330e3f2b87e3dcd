import { useTranslation } from "react-i18next";

import panel from "../../panel/panel.module.css";
import { ModelList } from "./ModelList";
import { UploadModel } from "./UploadModel";
import styles from "./Models.module.css";

/** Recognisers: what there is, what is installed, and how an install goes. */
export function ModelsSection() {
  const { t } = useTranslation();
  return (
    <div className={panel.stack}>
      <p className={styles.intro}>{t("models.intro")}</p>
      <ModelList kind="vosk" />
      <UploadModel />
    </div>
  );
}
