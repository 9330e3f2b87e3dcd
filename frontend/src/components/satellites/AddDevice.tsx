import {
  Button,
  Modal,
  NativeSelect,
  NumberInput,
  PasswordInput,
  Stack,
  TextInput,
} from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { explain } from "../../api/problem";
import { type UseDevice, useDriveDevice } from "../../api/satellites";
import { useMay } from "../../api/useMay";

const EMPTY = { kind: "wyoming", address: "", port: 0, key: "" } satisfies UseDevice;

/** Uses a device of others that does not announce itself, by its address. */
export function AddDevice() {
  const { t } = useTranslation();
  const may = useMay("adult");
  const [opened, { open, close }] = useDisclosure(false);
  const [device, setDevice] = useState<UseDevice>(EMPTY);
  const drive = useDriveDevice();
  const change = (part: UseDevice) => setDevice((known) => ({ ...known, ...part }));
  const leave = () => {
    close();
    drive.reset();
    setDevice(EMPTY);
  };
  if (!may) return null;
  return (
    <>
      <Button variant="light" size="compact-md" onClick={open} data-testid="add-device">
        {t("satellites.discovered.add")}
      </Button>
      <Modal
        opened={opened}
        onClose={leave}
        title={t("satellites.discovered.addTitle")}
        closeButtonProps={{ "aria-label": t("panel.cancel") }}
      >
        <form
          onSubmit={(event) => {
            event.preventDefault();
            const address = (device.address ?? "").trim();
            if (address !== "") {
              drive.mutate({ ...device, address }, { onSuccess: leave });
            }
          }}
        >
          <Stack>
            <NativeSelect
              label={t("satellites.health.kind")}
              size="md"
              value={device.kind ?? "wyoming"}
              data={[
                { value: "wyoming", label: t("satellites.kind.wyoming") },
                { value: "esphome", label: t("satellites.kind.esphome") },
              ]}
              onChange={(event) =>
                change({ kind: event.currentTarget.value === "esphome" ? "esphome" : "wyoming" })
              }
              data-testid="device-kind"
            />
            <TextInput
              label={t("satellites.health.address")}
              description={t("satellites.discovered.addressHelp")}
              placeholder="192.168.1.30"
              required
              maxLength={200}
              value={device.address ?? ""}
              onChange={(event) => change({ address: event.currentTarget.value })}
              data-testid="device-address"
            />
            <NumberInput
              label={t("satellites.discovered.port")}
              description={t("satellites.discovered.portHelp")}
              size="md"
              min={1}
              max={65_535}
              allowDecimal={false}
              value={device.port === 0 ? "" : (device.port ?? "")}
              onChange={(value) => change({ port: typeof value === "number" ? value : 0 })}
              data-testid="device-port"
            />
            {device.kind === "esphome" && (
              <PasswordInput
                label={t("satellites.discovered.key")}
                description={t("satellites.discovered.keyHelp")}
                maxLength={200}
                autoComplete="off"
                value={device.key ?? ""}
                onChange={(event) => change({ key: event.currentTarget.value })}
                data-testid="device-key"
              />
            )}
            {drive.error && (
              <p role="alert" style={{ margin: 0 }}>
                {explain(drive.error)}
              </p>
            )}
            <Button
              type="submit"
              disabled={(device.address ?? "").trim() === ""}
              loading={drive.isPending}
              data-testid="device-use"
            >
              {t("satellites.discovered.use")}
            </Button>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
