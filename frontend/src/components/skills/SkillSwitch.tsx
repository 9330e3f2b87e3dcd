import { Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { type Skill, useSkillOrder } from "../../api/skills";
import { isUnusable } from "../integrations/offers";
import { notDone } from "../panel/notDone";

interface Props {
  skill: Skill;
  label?: string;
}

/** Switches a skill on and off; it snaps back when the hub refuses, and says why. */
export function SkillSwitch({ skill, label }: Props) {
  const { t } = useTranslation();
  const order = useSkillOrder(skill.id);
  return (
    <Switch
      checked={skill.enabled}
      disabled={order.isPending || (isUnusable(skill) && !skill.enabled)}
      label={label}
      aria-label={label ?? t("skills.switch", { name: skill.name })}
      data-testid="skill-switch"
      onChange={(event) =>
        order.mutate(event.currentTarget.checked ? "enable" : "disable", {
          onError: (error) => notDone(error),
        })
      }
    />
  );
}
