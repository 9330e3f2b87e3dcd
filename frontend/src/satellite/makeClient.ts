import { Microphone } from "../audio/Microphone";
import { ReplyPlayer } from "../audio/ReplyPlayer";
import { RingPlayer } from "../audio/RingPlayer";
import { playCue } from "../audio/cues";
import { SatelliteClient } from "./SatelliteClient";

/** A satellite with this browser's microphone and loudspeaker. */
export function makeClient(): SatelliteClient {
  return new SatelliteClient({
    mic: new Microphone(),
    player: (onDone) => new ReplyPlayer(onDone),
    ring: new RingPlayer(),
    cue: playCue,
  });
}
