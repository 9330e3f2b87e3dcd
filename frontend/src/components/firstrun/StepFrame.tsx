import { Button, Text, Title } from "@mantine/core";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import styles from "./FirstRun.module.css";

interface Props {
  title: string;
  text: string;
  children?: ReactNode;
  /** What the button says that goes on. */
  next?: string;
  busy?: boolean;
  onNext: () => void;
  /** Left out where the button that goes on is all there is. */
  onSkip?: () => void;
  onBack?: (() => void) | undefined;
  /** A form of its own is inside, so that this is none. */
  holdsForm?: boolean;
}

/** One step: what it is about, what is asked, and the ways on. */
export function StepFrame({
  title,
  text,
  children,
  next,
  busy,
  onNext,
  onSkip,
  onBack,
  holdsForm = false,
}: Props) {
  const { t } = useTranslation();
  const head = useRef<HTMLHeadingElement>(null);
  // A new step is read from its beginning.
  useEffect(() => head.current?.focus(), []);
  const content = (
    <>
      <Title order={1} className={styles.title} tabIndex={-1} ref={head}>
        {title}
      </Title>
      <Text className={styles.text}>{text}</Text>
      <div className={styles.body}>{children}</div>
      <div className={styles.ways}>
        {onBack && (
          <Button variant="default" size="md" onClick={onBack} data-testid="first-run-back">
            {t("firstRun.back")}
          </Button>
        )}
        <span className={styles.gap} />
        {onSkip && (
          <Button
            variant="subtle"
            color="gray"
            c="dimmed"
            size="md"
            onClick={onSkip}
            data-testid="first-run-skip"
          >
            {t("firstRun.skip")}
          </Button>
        )}
        <Button
          {...(holdsForm ? { onClick: onNext } : { type: "submit" })}
          size="md"
          loading={busy ?? false}
          data-testid="first-run-next"
        >
          {next ?? t("firstRun.next")}
        </Button>
      </div>
    </>
  );
  return holdsForm ? (
    <section className={styles.step}>{content}</section>
  ) : (
    <form
      className={styles.step}
      onSubmit={(event) => {
        event.preventDefault();
        onNext();
      }}
    >
      {content}
    </form>
  );
}
