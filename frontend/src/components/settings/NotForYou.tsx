import { Button, Text } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import styles from "./NotForYou.module.css";

/** Says that this part of the hub is for somebody with another role. */
export function NotForYou() {
  const { t } = useTranslation();
  return (
    <div className={styles.note} role="status" data-testid="not-for-you">
      <IconLock size={44} stroke={1.3} aria-hidden />
      <Text fw={650} size="lg">
        {t("settings.notForYou.title")}
      </Text>
      <Text c="dimmed">{t("settings.notForYou.text")}</Text>
      <Button component={Link} to="/" variant="light" mt="xs">
        {t("notFound.back")}
      </Button>
    </div>
  );
}
