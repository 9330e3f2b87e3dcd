import { Alert } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useDiscovered } from "../../api/satellites";
import { Section } from "../panel/Section";
import { Trouble } from "../panel/Trouble";
import panel from "../panel/panel.module.css";
import { AddDevice } from "./AddDevice";
import { KindIcon } from "./KindIcon";
import { kindKey } from "./kinds";
import { UseDevice } from "./UseDevice";

/** Voice devices of others on the network, and what the hub can do with them now. */
export function DiscoveredList() {
  const { t } = useTranslation();
  const found = useDiscovered();
  return (
    <Section title={t("satellites.discovered.title")} testId="discovered" aside={<AddDevice />}>
      <p className={panel.dimmed}>{t("satellites.discovered.help")}</p>
      <Trouble
        error={found.error}
        title={t("satellites.discovered.unread")}
        onRetry={() => void found.refetch()}
      />
      {found.data && found.data.problem !== "" && (
        <Alert mt="sm" radius="lg" color="orange" title={t("satellites.discovered.problem")}>
          {found.data.problem}
        </Alert>
      )}
      {found.data?.devices.length === 0 && (
        <p className={panel.dimmed}>{t("satellites.discovered.none")}</p>
      )}
      <ul className={panel.list}>
        {found.data?.devices.map((device) => {
          return (
            <li key={device.id} style={{ padding: "10px 0" }} data-testid="discovered-device">
              <strong style={{ overflowWrap: "anywhere" }}>
                <KindIcon kind={device.kind} size={17} /> {device.name}
              </strong>
              <ul className={panel.facts}>
                <li>{t(kindKey(device.kind))}</li>
                <li>{`${device.address}:${device.port}`}</li>
                {device.model !== "" && <li>{device.model}</li>}
                {device.version !== "" && <li>{device.version}</li>}
                <li>
                  {device.voice === true
                    ? t("satellites.discovered.voice")
                    : t("satellites.discovered.unsure")}
                </li>
              </ul>
              <UseDevice device={device} />
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
