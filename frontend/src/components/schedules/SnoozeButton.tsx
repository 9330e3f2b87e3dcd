import { Button, Menu } from "@mantine/core";
import { IconChevronDown, IconZzz } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { SNOOZE_S } from "../../api/schedules";
import { lengthText } from "./length";

const CHOICES_S = [300, SNOOZE_S, 900, 1800, 3600];

interface Props {
  name: string;
  onSnooze: (seconds: number) => void;
}

/** Has something ring again later: after the usual nine minutes, or as long as is chosen. */
export function SnoozeButton({ name, onSnooze }: Props) {
  const { t, i18n } = useTranslation();
  return (
    <Button.Group>
      <Button
        variant="default"
        size="md"
        px="md"
        leftSection={<IconZzz size={18} aria-hidden />}
        aria-label={t("schedules.snoozeOf", { name, length: lengthText(SNOOZE_S, i18n.language) })}
        data-testid="plan-snooze"
        onClick={() => onSnooze(SNOOZE_S)}
      >
        {t("schedules.snooze")}
      </Button>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Button
            variant="default"
            size="md"
            px={10}
            aria-label={t("schedules.snoozeLonger", { name })}
            data-testid="plan-snooze-choose"
          >
            <IconChevronDown size={17} aria-hidden />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {CHOICES_S.map((seconds) => (
            <Menu.Item key={seconds} onClick={() => onSnooze(seconds)}>
              {lengthText(seconds, i18n.language)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Button.Group>
  );
}
