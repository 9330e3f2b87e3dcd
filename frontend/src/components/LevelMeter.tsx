import { useEffect, useRef } from "react";

import { useSatellite } from "../satellite/SatelliteContext";
import styles from "./LevelMeter.module.css";

const BARS = 34;
const PITCH = 8;
const BAR = 4;

interface Props {
  active: boolean;
  side: "left" | "right";
}

/** How loud the microphone hears: the newest level at the button, older ones moving away. */
export function LevelMeter({ active, side }: Props) {
  const { client } = useSatellite();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const levels = new Array<number>(BARS).fill(0);
    const paint = () => draw(canvas.current, levels);
    paint();
    if (!active) {
      return undefined;
    }
    return client.followLevel((level) => {
      levels.unshift(level);
      levels.length = BARS;
      paint();
    });
  }, [client, active]);
  return (
    <canvas
      ref={canvas}
      className={styles.meter}
      data-active={active}
      data-side={side}
      aria-hidden="true"
    />
  );
}

function draw(canvas: HTMLCanvasElement | null, levels: readonly number[]): void {
  const paint = canvas?.getContext("2d");
  if (!canvas || !paint) {
    return;
  }
  const { clientWidth: width, clientHeight: height } = canvas;
  const scale = window.devicePixelRatio;
  canvas.width = width * scale;
  canvas.height = height * scale;
  paint.scale(scale, scale);
  paint.fillStyle = getComputedStyle(canvas).getPropertyValue("--ova-accent");
  levels.forEach((level, index) => {
    const x = index * PITCH;
    const tall = Math.max(BAR, level * height);
    paint.globalAlpha = Math.max(0, 1 - x / Math.min(width, BARS * PITCH));
    paint.beginPath();
    paint.roundRect(x, (height - tall) / 2, BAR, tall, BAR / 2);
    paint.fill();
  });
}
