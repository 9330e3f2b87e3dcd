import { WithSettings } from "../WithSettings";
import { AddressCard } from "./AddressCard";
import { AlarmsCard } from "./AlarmsCard";
import { AskFirstCard } from "./AskFirstCard";
import { FirstRunCard } from "./FirstRunCard";
import { HistoryCard } from "./HistoryCard";
import { HomeCard } from "./HomeCard";
import { PlaceCard } from "./PlaceCard";
import { SoundCard } from "./SoundCard";

/** What the home is called, where it is, and what is kept. */
export function GeneralSection() {
  return (
    <WithSettings>
      {(settings) => (
        <>
          <HomeCard settings={settings} />
          <PlaceCard settings={settings} />
          <AskFirstCard settings={settings} />
          <AlarmsCard settings={settings} />
          <SoundCard settings={settings} />
          <HistoryCard settings={settings} />
          <AddressCard settings={settings} />
          <FirstRunCard />
        </>
      )}
    </WithSettings>
  );
}
