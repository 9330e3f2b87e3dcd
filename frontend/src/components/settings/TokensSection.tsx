import { Button, SegmentedControl, Skeleton } from "@mantine/core";
import { IconKey, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { allows } from "../../api/roles";
import { useSession } from "../../api/session";
import { type NewToken, type Token, useRemoveToken, useTokens } from "../../api/tokens";
import { Confirm } from "../panel/Confirm";
import { EmptyState } from "../panel/EmptyState";
import panel from "../panel/panel.module.css";
import { RemoveButton } from "../panel/RemoveButton";
import { Section } from "../panel/Section";
import { Trouble } from "../panel/Trouble";
import { When } from "../panel/When";
import { AddToken } from "./AddToken";
import { RoleBadge } from "./RoleBadge";
import styles from "./rows.module.css";
import { SecretOnce } from "./SecretOnce";

/** What programs and satellites sign in with. */
export function TokensSection() {
  const { t } = useTranslation();
  const session = useSession().data;
  const owner = allows(session?.user.role ?? "", "owner");
  const [everybody, setEverybody] = useState(false);
  const tokens = useTokens(owner && everybody);
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<NewToken | null>(null);
  const [leaving, setLeaving] = useState<Token | null>(null);
  const remove = useRemoveToken();
  return (
    <div className={panel.stack}>
      <Section
        title={t("tokens.title")}
        testId="tokens"
        aside={
          <Button
            leftSection={<IconPlus size={18} aria-hidden />}
            onClick={() => setAdding(true)}
            data-testid="token-add"
          >
            {t("tokens.add")}
          </Button>
        }
      >
        <p className={panel.dimmed}>{t("tokens.help")}</p>
        {owner && (
          <SegmentedControl
            mt="sm"
            size="xs"
            aria-label={t("tokens.whose")}
            value={everybody ? "everybody" : "mine"}
            onChange={(value) => setEverybody(value === "everybody")}
            data={[
              { value: "mine", label: t("tokens.mine") },
              { value: "everybody", label: t("tokens.everybody") },
            ]}
          />
        )}
        {tokens.isPending && <Skeleton height={120} radius={16} mt="md" aria-busy="true" />}
        <Trouble
          error={tokens.error}
          title={t("tokens.unread")}
          onRetry={() => void tokens.refetch()}
        />
        <Trouble error={remove.error} title={t("tokens.failed")} />
        {tokens.data?.length === 0 && (
          <div style={{ marginTop: 14 }}>
            <EmptyState icon={IconKey} title={t("tokens.none")}>
              {t("tokens.noneNext")}
            </EmptyState>
          </div>
        )}
        {tokens.data && tokens.data.length > 0 && (
          <ul className={styles.rows} aria-label={t("tokens.title")}>
            {tokens.data.map((token) => (
              <li key={token.id} className={styles.row} data-testid="token" data-name={token.name}>
                <div className={styles.words}>
                  <span className={styles.name}>
                    {token.name}
                    {everybody && <span className={styles.aside}> · {token.user}</span>}
                  </span>
                  <span className={styles.facts}>
                    {t("tokens.made")} <When at={token.created_at} />
                    {" · "}
                    {token.last_used_at ? (
                      <>
                        {t("tokens.used")} <When at={token.last_used_at} />
                      </>
                    ) : (
                      t("tokens.unused")
                    )}
                  </span>
                </div>
                <RoleBadge role={token.role} />
                <RemoveButton
                  label={t("tokens.removeOne", { name: token.name })}
                  onClick={() => setLeaving(token)}
                />
              </li>
            ))}
          </ul>
        )}
      </Section>
      {adding && (
        <AddToken
          onClose={() => setAdding(false)}
          onAdded={(token) => {
            setAdding(false);
            setMade(token);
          }}
        />
      )}
      <Confirm
        opened={leaving !== null}
        title={t("tokens.removeTitle", { name: leaving?.name ?? "" })}
        text={t("tokens.removeText")}
        action={t("tokens.remove")}
        onClose={() => setLeaving(null)}
        onConfirm={() => {
          if (leaving) {
            remove.mutate(leaving.id);
          }
          setLeaving(null);
        }}
      />
      <SecretOnce
        opened={made !== null}
        title={t("tokens.madeTitle", { name: made?.name ?? "" })}
        help={t("tokens.madeHelp")}
        label={t("tokens.secret")}
        value={made?.token ?? ""}
        onClose={() => setMade(null)}
      />
    </div>
  );
}
