import {
  Alert,
  Badge,
  Button,
  Group,
  Loader,
  Modal,
  Radio,
  ScrollArea,
  Stack,
  Text,
} from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { request } from "../../api/client";
import {
  address,
  type Integration,
  type RemovalMode,
  useRefresh,
  useRemoval,
} from "../../api/integrations";
import { explain } from "../../api/problem";
import { Refusal } from "./Refusal";

interface Props {
  integration: Integration;
  opened: boolean;
  onClose: () => void;
}

/** Shows what removing would do, then does it. */
export function RemoveDialog({ integration, opened, onClose }: Props) {
  const { t } = useTranslation();
  const { id, name } = integration;
  const navigate = useNavigate();
  const refresh = useRefresh(id);
  const [mode, setMode] = useState<RemovalMode>("safe");
  const preview = useRemoval(id, mode, opened);
  const remove = useMutation({
    mutationFn: () => request("DELETE", `${address(id)}?mode=${mode}&confirm=1`),
    onSuccess: async () => {
      notifications.show({ message: t("integrations.removed", { name }) });
      await navigate("/integrations");
      await refresh();
    },
  });
  const gone = preview.data?.removed.length ?? 0;
  const decided = preview.data?.entities.some((one) => one.decided.length > 0) ?? false;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("integrations.remove.title", { name })}
      closeButtonProps={{ "aria-label": t("integrations.cancel") }}
      radius="lg"
      size="lg"
      data-testid="remove-dialog"
    >
      <Stack gap="md">
        <Text size="sm">{t("integrations.remove.text")}</Text>
        {preview.error && <Alert color="orange">{explain(preview.error)}</Alert>}
        {preview.isPending && <Loader role="status" aria-label={t("app.loading")} />}
        {preview.data && (
          <>
            {decided && (
              <Radio.Group
                label={t("integrations.remove.mode")}
                value={mode}
                onChange={(next) => setMode(next === "all" ? "all" : "safe")}
              >
                <Stack gap="xs" mt="xs">
                  <Radio
                    value="safe"
                    label={t("integrations.remove.safe")}
                    description={t("integrations.remove.safeText")}
                  />
                  <Radio
                    value="all"
                    label={t("integrations.remove.all")}
                    description={t("integrations.remove.allText")}
                  />
                </Stack>
              </Radio.Group>
            )}
            <Text fw={600} size="sm" data-testid="remove-count">
              {t("integrations.remove.count", { count: gone })}
            </Text>
            {preview.data.entities.length > 0 && (
              <ScrollArea.Autosize
                mah={260}
                viewportProps={{ tabIndex: 0, "aria-label": t("integrations.remove.list") }}
              >
                <ul style={{ margin: 0, paddingInlineStart: 20 }}>
                  {preview.data.entities.map((one) => (
                    <li key={one.id} data-testid="remove-entity">
                      {one.name}{" "}
                      {one.decided.length > 0 && (
                        <Badge variant="light" color="orange" size="sm">
                          {t(
                            mode === "safe"
                              ? "integrations.remove.kept"
                              : "integrations.remove.yours",
                          )}
                        </Badge>
                      )}
                    </li>
                  ))}
                </ul>
              </ScrollArea.Autosize>
            )}
          </>
        )}
        {remove.error && <Refusal error={remove.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("integrations.cancel")}
          </Button>
          <Button
            color="red.9"
            disabled={!preview.data}
            loading={remove.isPending}
            onClick={() => remove.mutate()}
            data-testid="remove-confirm"
          >
            {t("integrations.remove.confirm")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
