import { Button, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useEntities } from "../../api/home";
import { useHomeSettings } from "../../api/homeSettings";
import { firstCommands } from "../../home/firstCommands";
import { useSatellite } from "../../satellite/SatelliteContext";
import { Composer } from "../Composer";
import { MicButton } from "../MicButton";
import { MicHelp } from "../MicHelp";
import { TurnView } from "../TurnView";
import styles from "./FirstRun.module.css";
import { Party } from "./Party";
import { StepFrame } from "./StepFrame";
import type { StepProps } from "./steps";

/** One real command of this home, spoken, typed or tapped. */
export function CommandStep({ onDone, onSkip, onBack }: StepProps) {
  const { t } = useTranslation();
  const { client, state } = useSatellite();
  const language = useHomeSettings().data?.language ?? "en";
  const entities = useEntities().data ?? [];
  const turn = state.turns.at(-1);
  const worked = state.turns.some(
    (one) => one.done && one.intent !== null && one.error === null && one.reason === null,
  );
  return (
    <div>
      {worked && <Party />}
      <StepFrame
        title={t(worked ? "firstRun.command.worked" : "firstRun.command.title")}
        text={t(worked ? "firstRun.command.workedText" : "firstRun.command.text")}
        next={t("firstRun.command.finish")}
        onNext={worked ? onDone : onSkip}
        onBack={onBack}
        holdsForm
      >
        <div className={styles.talk}>
          <div className={styles.chips}>
            {firstCommands(language, entities).map((command) => (
              <Button
                key={command}
                variant="default"
                disabled={!state.ready}
                data-testid="first-run-example"
                onClick={() => void client.commands.send(command)}
              >
                {command}
              </Button>
            ))}
          </div>
          <MicHelp />
          <MicButton />
          <Text size="sm" c="dimmed" role="status">
            {t(`mic.phase.${state.ready || state.phase !== "idle" ? state.phase : "offline"}`)}
          </Text>
          <Composer />
        </div>
        {turn && (
          <ol className={styles.turn} aria-live="polite" data-testid="first-run-turn">
            <TurnView key={turn.key} turn={turn} />
          </ol>
        )}
      </StepFrame>
    </div>
  );
}
