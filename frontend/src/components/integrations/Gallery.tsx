import { Anchor, Button, NativeSelect, Text, TextInput, Title } from "@mantine/core";
import { useInViewport } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { IconPlus, IconRefresh, IconSearch } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { request } from "../../api/client";
import { type Integration, useTier } from "../../api/integrations";
import { keys } from "../../api/queryClient";
import { notDone } from "../panel/notDone";
import { categories, categoryName, type Filter, isUnusable, offered } from "./offers";
import styles from "./integrations.module.css";
import { PluginLogo } from "./PluginLogo";
import { StateMark } from "./StateMark";
import { Tier } from "./Tier";
import { StateReason } from "./StateReason";

/** Everything that can be added. */
export function Gallery({ all }: { all: readonly Integration[] }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [filter, setFilter] = useState<Filter>({ words: "", category: "" });
  const found = offered(all, filter);
  const rescan = useMutation({
    mutationFn: () => request<Integration[]>("POST", "/api/integrations/rescan"),
    onSuccess: (infos) => {
      client.setQueryData(keys.integrations, infos);
      notifications.show({
        message: t("integrations.rescanned", { count: Math.max(0, infos.length - all.length) }),
      });
    },
    onError: (error) => notDone(error),
  });
  return (
    <section aria-labelledby="gallery">
      <div className={styles.heading}>
        <Title order={2} id="gallery" flex={1}>
          {t("integrations.add")}
        </Title>
        <Button
          variant="light"
          size="sm"
          leftSection={<IconRefresh size={16} aria-hidden />}
          loading={rescan.isPending}
          data-testid="integrations-rescan"
          onClick={() => rescan.mutate()}
        >
          {t("integrations.rescan")}
        </Button>
      </div>
      <div className={styles.filter}>
        <TextInput
          type="search"
          flex="1 1 220px"
          aria-label={t("integrations.search")}
          placeholder={t("integrations.search")}
          leftSection={<IconSearch size={18} aria-hidden />}
          data-testid="integrations-search"
          value={filter.words}
          onChange={(event) => setFilter({ ...filter, words: event.currentTarget.value })}
        />
        <NativeSelect
          size="md"
          flex="0 1 200px"
          aria-label={t("integrations.category")}
          data-testid="integrations-category"
          data={[
            { value: "", label: t("integrations.everyCategory") },
            ...categories(all).map((one) => ({ value: one, label: categoryName(one) })),
          ]}
          value={filter.category}
          onChange={(event) => setFilter({ ...filter, category: event.currentTarget.value })}
        />
      </div>
      {found.length === 0 && <p className={styles.empty}>{t("integrations.nothingFound")}</p>}
      <ul className={styles.grid}>
        {found.map((one) => (
          <li key={one.id}>
            <Offer integration={one} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Offer({ integration }: { integration: Integration }) {
  const { t } = useTranslation();
  const { id, name, description, docs, category } = integration;
  const broken = isUnusable(integration);
  const { ref, inViewport } = useInViewport();
  const quality = useTier(integration, inViewport && !broken);
  const to = `/integrations/${encodeURIComponent(id)}`;
  return (
    <article
      ref={ref}
      className={styles.card}
      data-testid="integration-offer"
      data-integration={id}
    >
      <div className={styles.cardHead}>
        <PluginLogo name={name} logo={integration.logo} />
        <div className={styles.cardName}>
          <Link to={to} className={styles.cover}>
            {name}
          </Link>
          {broken ? (
            <StateMark integration={integration} />
          ) : (
            category && (
              <Text size="sm" c="dimmed">
                {categoryName(category)}
              </Text>
            )
          )}
        </div>
        <Tier quality={quality} />
      </div>
      {description && <Text size="sm">{description}</Text>}
      <StateReason integration={integration} />
      <div className={styles.foot}>
        {!broken && (
          <Button
            component={Link}
            to={to}
            size="sm"
            variant="light"
            className={styles.over}
            leftSection={<IconPlus size={16} aria-hidden />}
            aria-label={t("integrations.addOne", { name })}
          >
            {t("integrations.addShort")}
          </Button>
        )}
        {docs && /^https?:/.test(docs) && (
          <Anchor href={docs} target="_blank" rel="noreferrer" size="sm" className={styles.over}>
            {t("integrations.docs")}
          </Anchor>
        )}
      </div>
    </article>
  );
}
