import { useEffect, useRef, useState } from "react";

import {
  chooseMicrophone,
  chosenMicrophone,
  MicError,
  Microphone,
  type MicProblem,
} from "../../audio/Microphone";
import { dbfs } from "../../audio/pcm";

const SILENT = -120;
/** Louder than a quiet room. */
const SPEECH = -38;

/** Tries this browser's microphone without sending anything anywhere. */
export function useMicrophoneTest() {
  const microphone = useRef<Microphone | null>(null);
  const [running, setRunning] = useState(false);
  const [decibels, setDecibels] = useState(SILENT);
  const [heard, setHeard] = useState(false);
  const [problem, setProblem] = useState<MicProblem | null>(null);
  const [chosen, setChosen] = useState(chosenMicrophone);
  const [microphones, setMicrophones] = useState<MediaDeviceInfo[]>([]);
  useEffect(() => {
    void listMicrophones().then(setMicrophones);
    return () => microphone.current?.close();
  }, []);
  const stop = () => {
    microphone.current?.close();
    setRunning(false);
    setDecibels(SILENT);
  };
  const start = () => {
    microphone.current ??= new Microphone();
    setProblem(null);
    setHeard(false);
    setRunning(true);
    microphone.current
      .open(({ rms }) => {
        const level = dbfs(rms);
        setDecibels(level);
        setHeard((before) => before || level > SPEECH);
      })
      // Names are only told once the microphone was allowed.
      .then(() => listMicrophones().then(setMicrophones))
      .catch((error: unknown) => {
        setRunning(false);
        setProblem(error instanceof MicError ? error.problem : "failed");
      });
  };
  const choose = (deviceId: string) => {
    chooseMicrophone(deviceId);
    setChosen(deviceId);
    if (running) {
      start();
    }
  };
  return { running, decibels, heard, problem, chosen, microphones, start, stop, choose };
}

async function listMicrophones(): Promise<MediaDeviceInfo[]> {
  // What the types promise is missing where the page does not come over https.
  if (!("mediaDevices" in navigator)) {
    return [];
  }
  const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
  return devices.filter(
    ({ kind, deviceId }) => kind === "audioinput" && deviceId !== "" && deviceId !== "default",
  );
}
