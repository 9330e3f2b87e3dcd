import { ActionIcon, TextInput, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { copyText } from "./copyText";
import styles from "./panel.module.css";

interface Props {
  label: string;
  value: string;
  description?: string;
  testId?: string;
}

/** A text to be copied elsewhere. */
export function CopyField({ label, value, description, testId }: Props) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  const words = copied ? t("panel.copied") : t("panel.copy", { what: label });
  return (
    <TextInput
      ref={field}
      readOnly
      label={label}
      description={description}
      value={value}
      size="sm"
      classNames={{ input: styles.code }}
      data-testid={testId}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={() => setCopied(false)}
      rightSection={
        <Tooltip label={words}>
          <ActionIcon
            variant="subtle"
            aria-label={words}
            onClick={() => void copyText(value, field.current).then(setCopied)}
          >
            {copied ? <IconCheck size={18} aria-hidden /> : <IconCopy size={18} aria-hidden />}
          </ActionIcon>
        </Tooltip>
      }
    />
  );
}
