import { Button, Menu } from "@mantine/core";
import { IconChevronDown, IconZzz } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { lengthText } from "../../schedules/length";

const CHOICES_S = [300, 540, 900, 1800, 3600];

interface Props {
  name: string;
  /** How long it is snoozed for when nothing is chosen, in seconds. */
  usualS: number;
  onSnooze: (seconds: number) => void;
}

/** Has something ring again later: after the usual time, or as long as is chosen. */
export function SnoozeButton({ name, usualS, onSnooze }: Props) {
  const { t, i18n } = useTranslation();
  return (
    <Button.Group>
      <Button
        variant="default"
        size="md"
        px="md"
        leftSection={<IconZzz size={18} aria-hidden />}
        aria-label={t("schedules.snoozeOf", { name, length: lengthText(usualS, i18n.language) })}
        data-testid="plan-snooze"
        onClick={() => onSnooze(usualS)}
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
