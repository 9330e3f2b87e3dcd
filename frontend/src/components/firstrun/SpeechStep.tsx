import { useTranslation } from "react-i18next";

import { useHomeSettings } from "../../api/homeSettings";
import { useSpeechModels } from "../../api/speechModels";
import { Trouble } from "../panel/Trouble";
import { HOME_LANGUAGES } from "./guesses";
import { ModelOffer } from "./ModelOffer";
import { StepFrame } from "./StepFrame";
import type { StepProps } from "./steps";

/** A better ear and a better voice, for those who want them now. */
export function SpeechStep({ onDone, onSkip, onBack }: StepProps) {
  const { t } = useTranslation();
  const language = useHomeSettings().data?.language ?? "";
  const models = useSpeechModels();
  const offered = models.data?.filter((one) => one.language.split("-")[0] === language);
  const named = language === "" ? "" : HOME_LANGUAGES[language];
  const builtIn = language === "en";
  return (
    <StepFrame
      title={t("firstRun.speech.title")}
      text={t("firstRun.speech.text")}
      onNext={onDone}
      onSkip={onSkip}
      onBack={onBack}
    >
      <Trouble
        error={models.error}
        title={t("firstRun.speech.notRead")}
        onRetry={() => void models.refetch()}
      />
      <ModelOffer
        kind="vosk"
        models={offered}
        title={t("firstRun.speech.ear")}
        text={t(builtIn ? "firstRun.speech.earEnglish" : "firstRun.speech.earOther", {
          language: named,
        })}
      />
      <ModelOffer
        kind="piper"
        models={offered}
        title={t("firstRun.speech.voice")}
        text={t("firstRun.speech.voiceText")}
      />
    </StepFrame>
  );
}
