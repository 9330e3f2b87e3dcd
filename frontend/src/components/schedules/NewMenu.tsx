import { Button, Menu } from "@mantine/core";
import { IconChevronDown, IconHourglassHigh, IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { PlanKind } from "../../api/schedules";
import { KIND_ICONS, KINDS } from "./kinds";

interface Props {
  onNew: (what: PlanKind | "timer") => void;
}

/** Chooses what is to be planned. */
export function NewMenu({ onNew }: Props) {
  const { t } = useTranslation();
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button
          leftSection={<IconPlus size={18} aria-hidden />}
          rightSection={<IconChevronDown size={16} aria-hidden />}
          data-testid="plan-new"
        >
          {t("schedules.newMenu")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconHourglassHigh size={18} aria-hidden />}
          data-testid="timer-new"
          onClick={() => onNew("timer")}
        >
          {t("schedules.kind.timer")}
        </Menu.Item>
        {KINDS.map((kind) => {
          const Icon = KIND_ICONS[kind];
          return (
            <Menu.Item
              key={kind}
              leftSection={<Icon size={18} aria-hidden />}
              data-testid={`${kind}-new`}
              onClick={() => onNew(kind)}
            >
              {t(`schedules.kind.${kind}`)}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
