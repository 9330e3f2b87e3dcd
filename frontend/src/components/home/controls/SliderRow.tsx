import { Slider, Text } from "@mantine/core";
import { type ReactNode, useState } from "react";

import styles from "./controls.module.css";

interface Props {
  label: string;
  /** What is true now. */
  value: number;
  min?: number;
  max?: number;
  step?: number;
  /** How a value is written. */
  format: (value: number) => string;
  /** Called with the value that was let go at. */
  onChoose: (value: number) => void;
  /** What the track looks like. */
  track?: string;
  icon?: ReactNode;
  disabled?: boolean;
}

/** A slider that follows the finger and orders once, when it is let go. */
export function SliderRow({
  label,
  value,
  min = 0,
  max = 100,
  step = 1,
  format,
  onChoose,
  track,
  icon,
  disabled = false,
}: Props) {
  const [dragged, setDragged] = useState<number | null>(null);
  const shown = dragged ?? value;
  return (
    <div className={styles.slider}>
      <div className={styles.sliderHead}>
        {icon}
        <Text size="sm" fw={550}>
          {label}
        </Text>
        <Text size="sm" c="dimmed" className={styles.value}>
          {format(shown)}
        </Text>
      </div>
      <Slider
        thumbLabel={label}
        thumbProps={{ "aria-valuetext": format(shown) }}
        value={shown}
        min={min}
        max={max}
        step={step}
        label={null}
        size={14}
        thumbSize={26}
        disabled={disabled}
        styles={track === undefined ? {} : painted(track)}
        onChange={setDragged}
        onChangeEnd={(chosen) => {
          setDragged(null);
          onChoose(chosen);
        }}
      />
    </div>
  );
}

function painted(background: string) {
  return {
    track: { "--slider-track-bg": "transparent", background, borderRadius: 99 },
    bar: { background: "transparent" },
  };
}
