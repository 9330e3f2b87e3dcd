import { WithSettings } from "../WithSettings";
import { AgentCard } from "./AgentCard";
import { EndCard } from "./EndCard";
import { LanguageCard } from "./LanguageCard";
import { OtherLanguagesCard } from "./OtherLanguagesCard";
import { RecogniserCard } from "./RecogniserCard";
import { StagesCard } from "./StagesCard";

/** The language of the home, and the way of a command from sound to answer. */
export function LanguageSection() {
  return (
    <WithSettings>
      {(settings) => (
        <>
          <LanguageCard settings={settings} />
          <RecogniserCard settings={settings} />
          <EndCard settings={settings} />
          <StagesCard settings={settings} />
          <AgentCard settings={settings} />
          <OtherLanguagesCard settings={settings} />
        </>
      )}
    </WithSettings>
  );
}
