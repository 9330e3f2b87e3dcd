import { ActionIcon, Badge, Button, Menu, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { HomeSettings } from "../../../api/homeSettings";
import { type Recogniser, useRecognisers } from "../../../api/recognisers";
import { SortableList } from "../../sortable/SortableList";
import { Choice } from "../Choice";
import { SettingsCard } from "../SettingsCard";
import { useSettingsDraft } from "../useSettingsDraft";
import styles from "./RecogniserCard.module.css";

type Name = HomeSettings["recogniser_order"][number];

const ALL: readonly Name[] = ["vosk", "pocketsphinx", "wyoming", "whisper"];

/** What hears commands: the first of the order that is installed and works, or always one. */
export function RecogniserCard({ settings }: { settings: HomeSettings }) {
  const { t } = useTranslation();
  const draft = useSettingsDraft(settings);
  const known = useRecognisers().data;
  const order = draft.value("recogniser_order");
  const chosen = draft.value("recogniser");
  const left = ALL.filter((name) => !order.includes(name));
  const server = chosen === "wyoming" || order.includes("wyoming");
  return (
    <SettingsCard
      title={t("pipeline.recogniser")}
      help={t("pipeline.recogniserHelp")}
      draft={draft}
      testId="recogniser-card"
    >
      <Choice
        label={t("pipeline.hears")}
        value={chosen === "auto" ? "auto" : "one"}
        options={[
          { value: "auto", label: t("pipeline.first") },
          { value: "one", label: t("pipeline.always") },
        ]}
        onChange={(value) =>
          draft.set("recogniser", value === "auto" ? "auto" : (order[0] ?? "auto"))
        }
        testId="hears"
      />
      {chosen === "auto" ? (
        <>
          <SortableList
            items={order.map((id) => ({ id }))}
            label={t("pipeline.order")}
            nameOf={({ id }) => t(`pipeline.engine.${id}`)}
            onChange={(items) =>
              draft.set(
                "recogniser_order",
                items.map(({ id }) => id),
              )
            }
          >
            {({ id }) => (
              <Row
                name={id}
                state={known?.recognisers.find((one) => one.id === id)}
                hears={known?.hears === id}
                onRemove={
                  order.length > 1
                    ? () =>
                        draft.set(
                          "recogniser_order",
                          order.filter((one) => one !== id),
                        )
                    : undefined
                }
              />
            )}
          </SortableList>
          {left.length > 0 && (
            <Menu position="bottom-start" radius="lg">
              <Menu.Target>
                <Button
                  variant="light"
                  size="sm"
                  className={styles.add}
                  leftSection={<IconPlus size={18} aria-hidden />}
                >
                  {t("pipeline.add")}
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                {left.map((name) => (
                  <Menu.Item
                    key={name}
                    onClick={() => draft.set("recogniser_order", [...order, name])}
                  >
                    {t(`pipeline.engine.${name}`)}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          )}
        </>
      ) : (
        <Choice
          label={t("pipeline.which")}
          value={chosen}
          options={ALL.map((value) => ({ value, label: t(`pipeline.short.${value}`) }))}
          onChange={(value) => draft.set("recogniser", value)}
        />
      )}
      {server && (
        <TextInput
          label={t("pipeline.server")}
          description={t("pipeline.serverHelp")}
          placeholder="tcp://192.168.1.20:10300"
          autoComplete="off"
          maxLength={200}
          value={draft.value("recogniser_server")}
          error={draft.fault("recogniser_server")}
          onChange={(event) => draft.set("recogniser_server", event.currentTarget.value)}
        />
      )}
    </SettingsCard>
  );
}

interface RowProps {
  name: Name;
  state: Recogniser | undefined;
  hears: boolean;
  onRemove: (() => void) | undefined;
}

function Row({ name, state, hears, onRemove }: RowProps) {
  const { t, i18n } = useTranslation();
  const cannot = (one: Recogniser) =>
    i18n.exists(`pipeline.cannot.${one.code}`)
      ? t(`pipeline.cannot.${one.code as "model_missing"}`, { model: one.model })
      : [one.reason, one.cure].join(" ");
  return (
    <div className={styles.row}>
      <div className={styles.about}>
        <span className={styles.name}>
          {t(`pipeline.engine.${name}`)}{" "}
          {hears && state?.usable !== false && (
            <Badge size="sm" variant="light" data-testid="hears-now">
              {t("pipeline.now")}
            </Badge>
          )}
        </span>
        {state && (
          <span className={styles.state}>
            {state.usable ? state.model || t("pipeline.ready") : cannot(state)}
          </span>
        )}
      </div>
      {onRemove && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t("pipeline.remove", { name: t(`pipeline.engine.${name}`) })}
          onClick={onRemove}
        >
          <IconX size={18} aria-hidden />
        </ActionIcon>
      )}
    </div>
  );
}
