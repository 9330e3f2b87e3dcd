import { useTranslation } from "react-i18next";

import { ModelList } from "../models/ModelList";
import models from "../models/Models.module.css";
import { UploadModel } from "../models/UploadModel";
import { WithSettings } from "../WithSettings";
import { VoiceCard } from "./VoiceCard";

/** The voice of the answers, and the voices that can be installed. */
export function VoicesSection() {
  const { t } = useTranslation();
  return (
    <WithSettings>
      {(settings) => (
        <>
          <VoiceCard settings={settings} />
          <p className={models.intro}>{t("voices.catalogue")}</p>
          <ModelList kind="piper" />
          <UploadModel />
        </>
      )}
    </WithSettings>
  );
}
