import { Alert, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { ApiError, explain } from "../../api/problem";
import { testFailure } from "./refusals";

interface Props {
  error: unknown;
  children?: ReactNode;
}

/** What the hub has against something, and what can be done about it. */
export function Refusal({ error, children }: Props) {
  const { t } = useTranslation();
  const failure = testFailure(error);
  return (
    <Alert
      color="red"
      radius="lg"
      role="alert"
      title={failure ? t(`integrations.failure.${failure}`) : t("integrations.refused")}
      data-testid="refusal"
      data-code={error instanceof ApiError ? error.code : ""}
    >
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
        {explain(error)}
      </Text>
      {children}
    </Alert>
  );
}
