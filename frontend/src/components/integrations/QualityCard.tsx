import { Alert, Badge, Skeleton } from "@mantine/core";
import { IconCircleCheck, IconCircleDashed, IconCircleMinus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { type QualityRule, TIERS, useQuality } from "../../api/integrationQuality";
import styles from "../panel/panel.module.css";
import { Section } from "../panel/Section";
import { Trouble } from "../panel/Trouble";

const ICONS = { done: IconCircleCheck, todo: IconCircleDashed, exempt: IconCircleMinus };

interface Props {
  entryId: string;
}

/** The tier of an integration, and what each rule says. */
export function QualityCard({ entryId }: Props) {
  const { t } = useTranslation();
  const quality = useQuality(entryId);
  const tier = quality.data?.tier;
  return (
    <Section
      title={t("quality.title")}
      testId="quality"
      aside={
        tier && (
          <Badge size="lg" variant="light" color={tier === "none" ? "gray" : "fern"}>
            {t(`quality.tier.${tier}`)}
          </Badge>
        )
      }
    >
      <p className={styles.dimmed}>{t("quality.help")}</p>
      {quality.isPending && <Skeleton height={140} radius={16} mt="md" aria-busy="true" />}
      <Trouble
        error={quality.error}
        title={t("quality.unread")}
        onRetry={() => void quality.refetch()}
      />
      {quality.data && quality.data.faults.length > 0 && (
        <Alert mt="sm" radius="lg" color="orange" title={t("quality.faults")}>
          <ul className={styles.list}>
            {quality.data.faults.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        </Alert>
      )}
      {TIERS.map((name) => {
        const rules = quality.data?.rules.filter((rule) => rule.tier === name) ?? [];
        return (
          rules.length > 0 && (
            <div key={name}>
              <h3 className={styles.name}>{t(`quality.tier.${name}`)}</h3>
              <ul className={styles.list}>
                {rules.map((rule) => (
                  <Rule key={rule.rule} rule={rule} />
                ))}
              </ul>
            </div>
          )
        );
      })}
    </Section>
  );
}

function Rule({ rule }: { rule: QualityRule }) {
  const { t } = useTranslation();
  const Icon = ICONS[rule.status];
  return (
    <li className={styles.row} data-testid="quality-rule" data-status={rule.status}>
      <div className={styles.head}>
        <span>{rule.wanted}</span>
        <Badge
          variant="light"
          color={rule.status === "todo" ? "orange" : "fern"}
          leftSection={<Icon size={14} aria-hidden />}
        >
          {t(`quality.status.${rule.status}`)}
        </Badge>
      </div>
      {rule.reasons.map((reason) => (
        <p key={reason} className={styles.dimmed}>
          {reason}
        </p>
      ))}
    </li>
  );
}
