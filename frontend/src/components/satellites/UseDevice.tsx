import { Anchor, Button, Group, PasswordInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { explain } from "../../api/problem";
import { type DiscoveredDevice, useDriveDevice, useSatellites } from "../../api/satellites";
import { useMay } from "../../api/useMay";
import styles from "./satellites.module.css";

/** Has the hub drive a device of others; it then stands among the satellites. */
export function UseDevice({ device }: { device: DiscoveredDevice }) {
  const { t } = useTranslation();
  const may = useMay("adult");
  const drive = useDriveDevice();
  const satellites = useSatellites().data ?? [];
  const [key, setKey] = useState("");
  const [asksKey, setAsksKey] = useState(false);
  const { satellite_id: satelliteId, problem } = device;
  if (satelliteId !== null) {
    const known = satellites.some(({ id }) => id === satelliteId);
    return (
      <div className={styles.line}>
        {problem === null ? (
          t("satellites.discovered.used")
        ) : (
          <span role="status" data-testid="device-problem">
            {t("satellites.discovered.notDriven")} {problem.message} {problem.cure}
          </span>
        )}{" "}
        {known && (
          <Anchor
            component={Link}
            to={`/satellites/${encodeURIComponent(satelliteId)}`}
            inherit
            underline="always"
          >
            {t("satellites.discovered.open", { name: device.name })}
          </Anchor>
        )}
      </div>
    );
  }
  if (!may) return null;
  const use = () => drive.mutate({ id: device.id, key: key.trim() });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (device.needs_key && !asksKey) {
          setAsksKey(true);
        } else {
          use();
        }
      }}
    >
      {asksKey && (
        <PasswordInput
          mt={6}
          label={t("satellites.discovered.key")}
          description={t("satellites.discovered.keyHelp")}
          value={key}
          maxLength={200}
          autoComplete="off"
          data-autofocus
          onChange={(event) => setKey(event.currentTarget.value)}
          data-testid="device-key"
        />
      )}
      {drive.error && (
        <p className={styles.line} role="alert">
          {explain(drive.error)}
        </p>
      )}
      <Group gap="xs" mt={6}>
        <Button
          type="submit"
          variant="light"
          size="compact-md"
          leftSection={<IconPlus size={15} aria-hidden />}
          loading={drive.isPending}
          aria-label={t("satellites.discovered.useNamed", { name: device.name })}
          data-testid="use-device"
        >
          {t("satellites.discovered.use")}
        </Button>
      </Group>
    </form>
  );
}
