import { Alert, Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { explain, isSignedOut } from "../../api/problem";

interface Props {
  error: unknown;
  title: string;
  onRetry?: () => void;
}

/** What went wrong and what to do; nothing without an error. */
export function Trouble({ error, title, onRetry }: Props) {
  const { t } = useTranslation();
  if (error === null || error === undefined || isSignedOut(error)) {
    return null;
  }
  return (
    <Alert color="orange" radius="lg" role="alert" title={title}>
      {explain(error)}
      {onRetry && (
        <div>
          <Button mt="sm" size="xs" variant="default" onClick={onRetry}>
            {t("panel.retry")}
          </Button>
        </div>
      )}
    </Alert>
  );
}
