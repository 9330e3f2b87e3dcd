import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Onboarding } from "../../api/onboarding";
import { Party } from "./Party";
import { StepFrame } from "./StepFrame";

interface Props {
  steps: Onboarding["steps"];
  onLeave: () => void;
  onBack: () => void;
}

/** The home is ready; what was left can be done later. */
export function EndStep({ steps, onLeave, onBack }: Props) {
  const { t } = useTranslation();
  const left = steps.filter(({ state }) => state !== "done");
  return (
    <div data-testid="first-run-end">
      <Party />
      <StepFrame
        title={t("firstRun.end.title")}
        text={t("firstRun.end.text")}
        next={t("firstRun.end.go")}
        onNext={onLeave}
        onBack={onBack}
      >
        {left.length > 0 && (
          <Text size="sm">
            {t("firstRun.end.left", {
              steps: left.map(({ id }) => t(`firstRun.${id}.short`)).join(", "),
            })}
          </Text>
        )}
      </StepFrame>
    </div>
  );
}
