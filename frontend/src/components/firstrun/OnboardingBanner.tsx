import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { useGoOn, useOnboarding } from "../../api/onboarding";
import { allows } from "../../api/roles";
import { useSession } from "../../api/session";
import styles from "./OnboardingBanner.module.css";

/** Reminds in one line that the home is not set up to its end, until it is or nobody wants that. */
export function OnboardingBanner() {
  const { t } = useTranslation();
  const role = useSession().data?.user.role ?? "";
  const state = useOnboarding().data;
  const goOn = useGoOn();
  if (!state || state.finished || !allows(role, "adult")) {
    return null;
  }
  const done = state.steps.filter((step) => step.state !== "open").length;
  return (
    <section
      className={styles.banner}
      aria-label={t("firstRun.banner.label")}
      data-testid="onboarding-banner"
    >
      <span className={styles.words}>
        {t("firstRun.banner.text", { done, all: state.steps.length })}
      </span>
      <Button component={Link} to="/welcome" size="xs" data-testid="onboarding-continue">
        {t("firstRun.banner.go")}
      </Button>
      <Button
        size="xs"
        variant="subtle"
        color="gray"
        c="dimmed"
        data-testid="onboarding-end"
        onClick={() => goOn.mutate({ finished: true })}
      >
        {t("firstRun.banner.no")}
      </Button>
    </section>
  );
}
