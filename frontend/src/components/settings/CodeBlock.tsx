import { ActionIcon, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";

import { copyWords } from "./copyWords";
import styles from "./CodeBlock.module.css";

interface Props {
  label: string;
  code: string;
  testId?: string;
}

/** Something to be copied into a terminal. */
export function CodeBlock({ label, code, testId }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const [copied, setCopied] = useState(false);
  const words = copied ? t("panel.copied") : t("panel.copy", { what: label });
  return (
    <figure className={styles.block} aria-labelledby={id}>
      <figcaption id={id} className={styles.label}>
        {label}
      </figcaption>
      <div className={styles.box}>
        <pre className={styles.code} data-testid={testId}>
          {code}
        </pre>
        <Tooltip label={words}>
          <ActionIcon
            variant="subtle"
            size="lg"
            aria-label={words}
            onClick={() => void copyWords(code).then(setCopied)}
            onBlur={() => setCopied(false)}
          >
            {copied ? <IconCheck size={18} aria-hidden /> : <IconCopy size={18} aria-hidden />}
          </ActionIcon>
        </Tooltip>
      </div>
    </figure>
  );
}
