import { Anchor, Button, Group, PasswordInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { explain } from "../../api/problem";
import { type DiscoveredDevice, useDriveDevice, useSatellites } from "../../api/satellites";
import { useMay } from "../../api/useMay";
import styles from "./satellites.module.css";

const KEY_PROBLEMS = new Set(["key_needed", "key_wrong", "key_not_needed"]);

/** Has the hub drive a device of others, or drive it with another key when that has changed. */
export function UseDevice({ device }: { device: DiscoveredDevice }) {
  const may = useMay("adult");
  const used = device.satellite_id !== null;
  const newKey = used && device.problem !== null && KEY_PROBLEMS.has(device.problem.code);
  return (
    <>
      {used && <Standing device={device} />}
      {may && (!used || newKey) && <UseForm device={device} newKey={newKey} />}
    </>
  );
}

/** How a device that is used is doing. */
function Standing({ device }: { device: DiscoveredDevice }) {
  const { t } = useTranslation();
  const satellites = useSatellites().data ?? [];
  const { satellite_id: satelliteId, problem } = device;
  return (
    <div className={styles.line}>
      {problem === null ? (
        t("satellites.discovered.used")
      ) : (
        <span role="status" data-testid="device-problem">
          {t("satellites.discovered.notDriven")} {problem.message} {problem.cure}
        </span>
      )}{" "}
      {satelliteId !== null && satellites.some(({ id }) => id === satelliteId) && (
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

function UseForm({ device, newKey }: { device: DiscoveredDevice; newKey: boolean }) {
  const { t } = useTranslation();
  const drive = useDriveDevice();
  const [key, setKey] = useState("");
  const [asksKey, setAsksKey] = useState(newKey);
  const named = newKey ? "satellites.discovered.useKeyNamed" : "satellites.discovered.useNamed";
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (device.needs_key && !asksKey) {
          setAsksKey(true);
        } else {
          drive.mutate({ id: device.id, key: key.trim() });
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
          leftSection={newKey ? undefined : <IconPlus size={15} aria-hidden />}
          loading={drive.isPending}
          aria-label={t(named, { name: device.name })}
          data-testid="use-device"
        >
          {t(newKey ? "satellites.discovered.useKey" : "satellites.discovered.use")}
        </Button>
      </Group>
    </form>
  );
}
