import { Alert, Button, Group, Text, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { request } from "../../api/client";
import { address, type Integration, useAccess, useRefresh } from "../../api/integrations";
import { explain } from "../../api/problem";
import { CopyField } from "../panel/CopyField";
import { notDone } from "../panel/notDone";
import styles from "./integrations.module.css";
import { isSignedInNews } from "./signedIn";

const WINDOW = "popup,width=560,height=720";
const LOOK_MS = 700;

/** Signing in at a service: in a window of its own, which closes by itself. */
export function SignInPanel({ integration }: { integration: Integration }) {
  const { t } = useTranslation();
  const { id, name } = integration;
  const access = useAccess(id);
  const refresh = useRefresh(id);
  const opened = useRef<Window | null>(null);
  const [waiting, setWaiting] = useState(false);
  const [blocked, setBlocked] = useState(false);

  useEffect(() => {
    const onMessage = (event: MessageEvent) => {
      if (event.origin === window.location.origin && isSignedInNews(event.data)) {
        setWaiting(false);
        void refresh();
      }
    };
    window.addEventListener("message", onMessage);
    return () => window.removeEventListener("message", onMessage);
  });

  useEffect(() => {
    if (!waiting) {
      return undefined;
    }
    // A window that somebody closed tells nobody.
    const timer = setInterval(() => {
      if (opened.current?.closed !== false) {
        setWaiting(false);
        void refresh();
      }
    }, LOOK_MS);
    return () => clearInterval(timer);
  });

  const leave = useMutation({
    mutationFn: () => request("DELETE", address(id, "access")),
    onSettled: refresh,
    onError: (error) => notDone(error),
  });

  if (access.error) {
    return (
      <Alert color="orange" radius="lg" title={t("integrations.signIn.failed")}>
        {explain(access.error)}
      </Alert>
    );
  }
  if (!access.data) {
    return null;
  }
  const { login_url: login, callback_url: callback, connected, account, warnings } = access.data;
  const reconnect = access.data.requires_reconnect;
  const signIn = () => {
    // The page of the same origin is what the window's news is taken from.
    const { pathname, search } = new URL(login);
    opened.current = window.open(pathname + search, "ova-sign-in", WINDOW);
    setBlocked(opened.current === null);
    setWaiting(opened.current !== null);
  };
  const state = reconnect ? "reconnect" : connected ? "connected" : "out";
  return (
    <section className={styles.panel} aria-labelledby="sign-in" data-testid="sign-in">
      <Title order={2} size="h4" id="sign-in">
        {t("integrations.signIn.title", { name })}
      </Title>
      <Text size="sm" mb="md" data-testid="sign-in-state" data-state={state} aria-live="polite">
        {state === "connected" && account
          ? t("integrations.connectedAs", { account })
          : t(`integrations.signIn.${state}`)}
      </Text>
      <CopyField
        label={t("integrations.signIn.callback")}
        description={t("integrations.signIn.callbackHelp")}
        value={callback}
        testId="sign-in-callback"
      />
      {warnings.map((text) => (
        <Alert key={text} color="orange" radius="lg" mt="sm">
          {text}
        </Alert>
      ))}
      {blocked && (
        <Alert color="orange" radius="lg" mt="sm" role="alert">
          {t("integrations.signIn.blocked")}
        </Alert>
      )}
      <Group mt="md" gap="sm">
        <Button
          onClick={signIn}
          loading={waiting}
          disabled={!integration.enabled}
          data-testid="sign-in-start"
        >
          {t(state === "out" ? "integrations.signIn.start" : "integrations.signIn.again")}
        </Button>
        {(connected || reconnect) && (
          <Button
            variant="light"
            color="red"
            loading={leave.isPending}
            onClick={() => leave.mutate()}
            data-testid="sign-in-leave"
          >
            {t("integrations.signIn.leave")}
          </Button>
        )}
      </Group>
      {!integration.enabled && (
        <Text size="sm" c="dimmed" mt="xs">
          {t("integrations.signIn.first")}
        </Text>
      )}
    </section>
  );
}
