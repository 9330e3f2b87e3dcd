import { Alert, Button, Stack, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useAreas } from "../../api/home";
import { explain } from "../../api/problem";
import { joinAsPerson } from "../../kiosk/join";
import { keepKioskToken } from "../../kiosk/kioskKey";
import { AreaSelect } from "../satellites/AreaSelect";

/** Makes this browser a device of the house, and signs out who is signed in on it. */
export function KioskJoinAs({ person }: { person: string }) {
  const { t } = useTranslation();
  const areas = useAreas().data ?? [];
  const [name, setName] = useState(() => t("kiosk.join.usualName"));
  const [area, setArea] = useState("");
  const join = useMutation({
    mutationFn: () => joinAsPerson(name.trim() || t("kiosk.join.usualName"), area || null),
    onSuccess: keepKioskToken,
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        join.mutate();
      }}
      data-testid="kiosk-join-as"
    >
      <Stack mt="lg" gap="md">
        <TextInput
          label={t("satellites.name")}
          value={name}
          maxLength={100}
          onChange={(event) => setName(event.currentTarget.value)}
          data-testid="kiosk-name"
        />
        <AreaSelect areas={areas} value={area} onChange={setArea} explained testId="kiosk-area" />
        {join.error && <Alert color="red">{explain(join.error)}</Alert>}
        <Alert color="fern">{t("kiosk.join.signsOut", { person })}</Alert>
        <Button type="submit" size="lg" loading={join.isPending} data-testid="kiosk-join">
          {t("kiosk.join.submit")}
        </Button>
      </Stack>
    </form>
  );
}
