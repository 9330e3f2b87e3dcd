import { Alert, Button } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { explain } from "../../api/problem";
import { askToJoin, waitForKey } from "../../kiosk/join";
import { keepKioskToken } from "../../kiosk/kioskKey";
import styles from "./KioskCode.module.css";

const AGAIN_MS = 10_000;

/** The code that lets this tablet in, once somebody types it on the hub's page. */
export function KioskCode() {
  const { t } = useTranslation();
  const [code, setCode] = useState("");
  const [problem, setProblem] = useState("");
  const [sentAway, setSentAway] = useState(false);
  const [round, setRound] = useState(0);
  useEffect(() => {
    const leaving = new AbortController();
    const left = () => leaving.signal.aborted;
    let later: ReturnType<typeof setTimeout> | undefined;
    const again = () => {
      if (!left()) {
        later = setTimeout(() => setRound((count) => count + 1), AGAIN_MS);
      }
    };
    const join = async () => {
      const asked = await askToJoin(t("kiosk.join.usualName"));
      if (left()) return;
      setCode(asked.code);
      setProblem("");
      const outcome = await waitForKey(asked, leaving.signal);
      if (left()) return;
      if ("key" in outcome) {
        keepKioskToken(outcome.key);
      } else if (outcome.over === "expired") {
        setRound((count) => count + 1);
      } else {
        setSentAway(true);
      }
    };
    join().catch((error: unknown) => {
      setCode("");
      setProblem(explain(error));
      again();
    });
    return () => {
      leaving.abort();
      clearTimeout(later);
    };
  }, [round, t]);
  if (sentAway) {
    return (
      <Alert mt="lg" color="orange" title={t("kiosk.join.sentAway")}>
        <Button
          mt="sm"
          onClick={() => {
            setSentAway(false);
            setRound((count) => count + 1);
          }}
        >
          {t("kiosk.join.again")}
        </Button>
      </Alert>
    );
  }
  return (
    <>
      <p className={styles.how}>{t("kiosk.join.how")}</p>
      <output
        className={styles.code}
        data-testid="kiosk-code"
        aria-label={t("satellites.pairing.code")}
      >
        {code === "" ? "··· ···" : `${code.slice(0, 3)}-${code.slice(3)}`}
      </output>
      {problem !== "" && <Alert color="red">{problem}</Alert>}
    </>
  );
}
