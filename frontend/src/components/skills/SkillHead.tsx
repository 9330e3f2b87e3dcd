import { Anchor, Button, Group, Stack, Text, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconArrowLeft } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { type Skill, useSkillOrder } from "../../api/skills";
import grid from "../integrations/integrations.module.css";
import { Refusal } from "../integrations/Refusal";
import { StateMark } from "../integrations/StateMark";
import { StateReason } from "../integrations/StateReason";
import { Warnings } from "../integrations/Warnings";
import { SkillIcon } from "./SkillIcon";
import { SkillNeeds } from "./SkillNeeds";
import { SkillSwitch } from "./SkillSwitch";
import styles from "./skills.module.css";

/** What a skill is, how it is, and what can be done with it as a whole. */
export function SkillHead({ skill }: { skill: Skill }) {
  const { t } = useTranslation();
  const order = useSkillOrder(skill.id);
  const { name, description, docs, warnings, state, version } = skill;
  const readable = docs.startsWith("/skill/") || /^https?:\/\//.test(docs);
  return (
    <Stack gap="sm" mb="lg">
      <Anchor component={Link} to="/skills" size="sm" w="fit-content">
        <Group gap={4}>
          <IconArrowLeft size={16} aria-hidden />
          {t("skills.back")}
        </Group>
      </Anchor>
      <div className={styles.cardTop}>
        <span className={styles.icon} data-off={!skill.enabled} aria-hidden>
          <SkillIcon id={skill.id} size={24} />
        </span>
        <div className={grid.cardName}>
          <Title order={1} style={{ overflowWrap: "anywhere" }}>
            {name}
          </Title>
          <StateMark integration={skill} />
        </div>
      </div>
      {description && <Text style={{ overflowWrap: "anywhere" }}>{description}</Text>}
      <StateReason integration={skill} />
      <SkillNeeds skill={skill} />
      {state !== "loaded" && !skill.reason && (
        <Text size="sm" c="dimmed">
          {t("skills.off")}
        </Text>
      )}
      <Warnings texts={warnings} />
      {order.error && <Refusal error={order.error} />}
      <Group gap="md">
        <SkillSwitch skill={skill} label={t("skills.on")} />
        <Button
          size="xs"
          variant="light"
          loading={order.isPending}
          data-testid="skill-reload"
          onClick={() =>
            order.mutate("reload", {
              onSuccess: () => notifications.show({ message: t("skills.reloaded", { name }) }),
            })
          }
        >
          {t("integrations.order.reload")}
        </Button>
        {readable && (
          <Anchor href={docs} target="_blank" rel="noreferrer" size="sm">
            {t("integrations.docs")}
          </Anchor>
        )}
        {version && (
          <Text size="sm" c="dimmed">
            {t("skills.version", { version })}
          </Text>
        )}
      </Group>
    </Stack>
  );
}
