import { Alert, Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { explain, isChangedMeanwhile, isSignedOut } from "../../api/problem";

interface Props {
  error: unknown;
  /** Save over what somebody else changed meanwhile. */
  onOverwrite?: (() => void) | undefined;
  /** Show what somebody else changed instead. */
  onTheirs?: (() => void) | undefined;
}

/** Why something was not saved; after somebody else's change, the choice between the two. */
export function SaveRefusal({ error, onOverwrite, onTheirs }: Props) {
  const { t } = useTranslation();
  if (error === null || error === undefined || isSignedOut(error)) {
    return null;
  }
  if (!isChangedMeanwhile(error)) {
    return (
      <Alert color="red" radius="lg" role="alert" title={t("panel.notSaved")} data-testid="refusal">
        {explain(error)}
      </Alert>
    );
  }
  return (
    <Alert
      color="orange"
      radius="lg"
      role="alert"
      title={t("panel.changedMeanwhile")}
      data-testid="changed-meanwhile"
    >
      {explain(error)}
      <Group mt="sm" gap="xs">
        {onTheirs && (
          <Button size="xs" variant="light" onClick={onTheirs} data-testid="take-theirs">
            {t("panel.takeTheirs")}
          </Button>
        )}
        {onOverwrite && (
          <Button
            size="xs"
            variant="light"
            color="red"
            onClick={onOverwrite}
            data-testid="keep-mine"
          >
            {t("panel.keepMine")}
          </Button>
        )}
      </Group>
    </Alert>
  );
}
