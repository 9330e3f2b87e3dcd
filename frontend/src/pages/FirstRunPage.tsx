import { useState } from "react";
import { useLocation, useNavigate } from "react-router";

import { type StepId, useGoOn, useOnboarding } from "../api/onboarding";
import { returnAddress } from "../app/returnAddress";
import { CommandStep } from "../components/firstrun/CommandStep";
import { EndStep } from "../components/firstrun/EndStep";
import { FirstRunFrame } from "../components/firstrun/FirstRunFrame";
import { HomeStep } from "../components/firstrun/HomeStep";
import { MicrophoneStep } from "../components/firstrun/MicrophoneStep";
import { RoomsStep } from "../components/firstrun/RoomsStep";
import { SpeechStep } from "../components/firstrun/SpeechStep";
import { StepDots } from "../components/firstrun/StepDots";
import { after, before, type Place } from "../components/firstrun/steps";
import { SaveRefusal } from "../components/panel/SaveRefusal";
import { Splash } from "../components/Splash";

const STEPS = {
  home: HomeStep,
  rooms: RoomsStep,
  speech: SpeechStep,
  microphone: MicrophoneStep,
  command: CommandStep,
} as const satisfies Record<StepId, unknown>;

/** The first run: five steps from an account to a home that answers; each may be left for later. */
export function FirstRunPage() {
  const state = useOnboarding();
  const goOn = useGoOn();
  const navigate = useNavigate();
  const location = useLocation();
  const [chosen, setChosen] = useState<Place | null>(null);
  if (!state.data) {
    return <Splash error={state.error} />;
  }
  const { steps, current, finished } = state.data;
  const place = chosen ?? current ?? "home";
  const leave = () => {
    const go = () => void navigate(returnAddress(location.state), { replace: true });
    if (finished) {
      go();
    } else {
      goOn.mutate({ finished: true }, { onSuccess: go });
    }
  };
  const pass = (id: StepId, became: "done" | "skipped") =>
    goOn.mutate({ steps: { [id]: became } }, { onSuccess: () => setChosen(after(steps, id)) });
  const Step = place === "end" ? null : STEPS[place];
  const previous = place === "end" ? undefined : before(steps, place);
  return (
    <FirstRunFrame onLeave={leave}>
      <StepDots steps={steps} place={place} onChoose={setChosen} />
      <SaveRefusal error={goOn.error} />
      {place === "end" || Step === null ? (
        <EndStep steps={steps} onLeave={leave} onBack={() => setChosen("command")} />
      ) : (
        <Step
          key={place}
          again={steps.some(({ id, state: was }) => id === place && was === "done")}
          onDone={() => pass(place, "done")}
          onSkip={() => pass(place, "skipped")}
          onBack={previous && (() => setChosen(previous))}
        />
      )}
    </FirstRunFrame>
  );
}
