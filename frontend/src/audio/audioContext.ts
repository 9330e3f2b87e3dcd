let context: AudioContext | null = null;

/** The page's one audio context, at the device's own rate. */
export function audioContext(): AudioContext {
  context ??= new AudioContext({ latencyHint: "interactive" });
  return context;
}

/**
 * Browsers keep sound off until the first click or key: wake the context with it. Returns the
 * undo.
 */
export function wakeOnGesture(): () => void {
  const wake = () => {
    const audio = audioContext();
    if (audio.state === "suspended") {
      void audio.resume();
    }
  };
  const gestures = ["pointerdown", "keydown"] as const;
  for (const gesture of gestures) {
    window.addEventListener(gesture, wake);
  }
  return () => {
    for (const gesture of gestures) {
      window.removeEventListener(gesture, wake);
    }
  };
}
