import { Button, Group, Modal, Text, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";

import { request } from "../../api/client";
import {
  address,
  type Integration,
  useIntegrations,
  useRefresh,
  useSettingsSchema,
  type Values,
} from "../../api/integrations";
import { SchemaForm } from "../schema/SchemaForm";
import { Refusal } from "./Refusal";

/** The accounts of one integration, and adding another. */
export function Accounts({ integration }: { integration: Integration }) {
  const { t } = useTranslation();
  const { integration_id: family, id } = integration;
  const all = useIntegrations().data ?? [];
  const accounts = all.filter(
    (one) => one.integration_id === family && (one.enabled || one.id !== family),
  );
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <Group gap="xs" component="nav" aria-label={t("integrations.accounts")} role="group">
      {accounts.length > 1 &&
        accounts.map((one) => (
          <Button
            key={one.id}
            component={Link}
            to={`/integrations/${encodeURIComponent(one.id)}`}
            size="xs"
            variant={one.id === id ? "filled" : "default"}
            aria-current={one.id === id ? "page" : undefined}
          >
            {one.name}
          </Button>
        ))}
      <Button size="xs" variant="subtle" onClick={open} data-testid="account-add">
        {t("integrations.addAccount")}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t("integrations.addAccount")}
        closeButtonProps={{ "aria-label": t("integrations.cancel") }}
        radius="lg"
        size="lg"
      >
        <AddAccount family={family} onDone={close} />
      </Modal>
    </Group>
  );
}

function AddAccount({ family, onDone }: { family: string; onDone: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const refresh = useRefresh(family);
  const schema = useSettingsSchema(family);
  const [title, setTitle] = useState("");
  const add = useMutation({
    mutationFn: (config: Values) =>
      request<Integration>("POST", address(family, "accounts"), {
        config,
        ...(title.trim() === "" ? {} : { title: title.trim() }),
      }),
    onSuccess: async (made) => {
      await refresh();
      onDone();
      await navigate(`/integrations/${encodeURIComponent(made.id)}`);
    },
  });
  if (!schema.data) {
    return <Text>{t("app.loading")}</Text>;
  }
  return (
    <>
      <TextInput
        label={t("integrations.accountName")}
        description={t("integrations.accountNameHelp")}
        mb="md"
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <SchemaForm
        schema={schema.data}
        values={{}}
        name="account"
        error={add.error}
        onSubmit={(config) => add.mutate(config)}
      >
        {add.error && <Refusal error={add.error} />}
        <Button type="submit" loading={add.isPending} w="fit-content">
          {t("integrations.addShort")}
        </Button>
      </SchemaForm>
    </>
  );
}
