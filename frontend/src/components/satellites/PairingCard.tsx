import { Button, Group, TextInput } from "@mantine/core";
import { IconDeviceSpeaker } from "@tabler/icons-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";

import { ApiError, explain, isSignedOut } from "../../api/problem";
import { type Pairing, useAcceptPairing, useRejectPairing } from "../../api/satellites";
import type { Area } from "../../api/types";
import { When } from "../panel/When";
import { AreaSelect } from "./AreaSelect";
import { isWholeCode } from "./code";
import styles from "./satellites.module.css";
import { useTold } from "./useTold";

interface Props {
  pairing: Pairing;
  areas: readonly Area[];
}

/** A device that asks to join: its code is typed here. */
export function PairingCard({ pairing, areas }: Props) {
  const { t } = useTranslation();
  const title = useId();
  const [code, setCode] = useState("");
  const [name, setName] = useState(pairing.name);
  const [area, setArea] = useState(
    () => areas.find((one) => one.name.toLowerCase() === pairing.area.toLowerCase())?.id ?? "",
  );
  const accept = useAcceptPairing(pairing.id);
  const reject = useRejectPairing(pairing.id);
  const told = useTold();
  const accepted = pairing.state === "accepted";
  const refused =
    accept.error === null || isSignedOut(accept.error) ? undefined : explain(accept.error);
  const aboutCode = accept.error instanceof ApiError && accept.error.status === 403;
  return (
    <li className={`${styles.card ?? ""} ${styles.asking ?? ""}`} data-testid="pairing">
      <span className={styles.icon} aria-hidden>
        <IconDeviceSpeaker size={26} stroke={1.6} />
      </span>
      <div className={styles.about}>
        <h3 className={styles.name} id={title} style={{ margin: 0 }}>
          {t("satellites.pairing.wants", { name: pairing.name })}
        </h3>
        <p className={styles.line}>
          {t("satellites.pairing.from", { address: pairing.address })} ·{" "}
          <When at={pairing.asked_at} />
        </p>
        {pairing.known && <p className={styles.line}>{t("satellites.pairing.known")}</p>}
      </div>
      {accepted ? (
        <p className={styles.line} role="status" style={{ width: "100%" }}>
          {t("satellites.pairing.accepted")}
        </p>
      ) : (
        <form
          aria-labelledby={title}
          style={{ width: "100%" }}
          onSubmit={(event) => {
            event.preventDefault();
            accept.mutate({ code, name: name.trim() || pairing.name, area_id: area || null });
          }}
        >
          <div className={styles.fields} style={{ marginTop: 0 }}>
            <TextInput
              label={t("satellites.pairing.code")}
              description={t("satellites.pairing.codeHelp")}
              placeholder="ABC-234"
              className={styles.code ?? ""}
              value={code}
              maxLength={9}
              autoComplete="one-time-code"
              autoCapitalize="characters"
              spellCheck={false}
              error={aboutCode ? refused : undefined}
              onChange={(event) => setCode(event.currentTarget.value)}
              data-testid="pairing-code"
            />
            <TextInput
              label={t("satellites.name")}
              description={t("satellites.pairing.nameHelp")}
              value={name}
              maxLength={100}
              onChange={(event) => setName(event.currentTarget.value)}
              data-testid="pairing-name"
            />
            <AreaSelect
              areas={areas}
              value={area}
              onChange={setArea}
              explained
              testId="pairing-area"
            />
          </div>
          {!aboutCode && refused !== undefined && (
            <p className={styles.line} role="alert">
              {refused}
            </p>
          )}
          <Group mt="md" gap="sm">
            <Button
              type="submit"
              disabled={!isWholeCode(code)}
              loading={accept.isPending}
              data-testid="pairing-accept"
            >
              {t("satellites.pairing.accept")}
            </Button>
            <Button
              variant="subtle"
              color="red"
              loading={reject.isPending}
              onClick={() => reject.mutate(undefined, told)}
              data-testid="pairing-reject"
            >
              {t("satellites.pairing.reject")}
            </Button>
          </Group>
        </form>
      )}
    </li>
  );
}
