import { Chip, Input } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { type Choices, type Target, toggled } from "../../announce/targets";
import styles from "./announce.module.css";

interface Props {
  choices: Choices;
  chosen: readonly Target[];
  onChange: (chosen: Target[]) => void;
}

/** Chooses where something is to be heard: everywhere, on floors, in rooms, on satellites. */
export function PlacePicker({ choices, chosen, onChange }: Props) {
  const { t } = useTranslation();
  const chip = (target: Target, name: string, away = false) => (
    <Chip
      key={target}
      checked={chosen.includes(target)}
      onChange={() => onChange(toggled(chosen, target))}
      classNames={{ label: styles.chip }}
      data-testid="announce-target"
      data-away={away}
    >
      {away ? t("announce.nameAway", { name }) : name}
    </Chip>
  );
  const group = (name: string, chips: React.ReactNode[]) =>
    chips.length > 0 && (
      <div role="group" aria-label={name} className={styles.chips}>
        <span className={styles.kind} aria-hidden>
          {name}
        </span>
        {chips}
      </div>
    );
  return (
    <Input.Wrapper label={t("announce.where")} labelElement="div">
      <div className={styles.places}>
        <div className={styles.chips}>{chip("all", t("announce.everywhere"))}</div>
        {group(
          t("announce.floors"),
          choices.floors.map(({ id, name }) => chip(`floor:${id}`, name)),
        )}
        {group(
          t("announce.groups"),
          choices.groups.map(({ id, name }) => chip(`group:${id}`, name)),
        )}
        {group(
          t("announce.rooms"),
          choices.areas.map(({ id, name }) => chip(`area:${id}`, name)),
        )}
        {group(
          t("announce.satellites"),
          choices.satellites.map(({ id, name, connected }) =>
            chip(`satellite:${id}`, name, !connected),
          ),
        )}
      </div>
    </Input.Wrapper>
  );
}
