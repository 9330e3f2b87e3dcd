import {
  Button,
  Checkbox,
  Group,
  NumberInput,
  PasswordInput,
  Stack,
  Switch,
  TextInput,
} from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";

import { type BackupSchedule, useChangeSchedule } from "../../api/backups";
import { SaveRefusal } from "../panel/SaveRefusal";
import { Section } from "../panel/Section";
import { When } from "../panel/When";
import panel from "../panel/panel.module.css";

type Plan = Pick<BackupSchedule, "daily" | "at" | "keep" | "models">;

function planOf({ daily, at, keep, models }: BackupSchedule): Plan {
  return { daily, at, keep, models };
}

/** When backups are made by themselves. */
export function ScheduleCard({ schedule }: { schedule: BackupSchedule }) {
  const { t } = useTranslation();
  const change = useChangeSchedule();
  const [draft, setDraft] = useState<{ plan: Plan; seen: Plan } | null>(null);
  const [passphrase, setPassphrase] = useState("");
  const plan = draft?.plan ?? planOf(schedule);
  const seen = draft?.seen ?? planOf(schedule);
  const edit = (part: Partial<Plan>) => setDraft({ plan: { ...plan, ...part }, seen });
  const leave = () => {
    setDraft(null);
    setPassphrase("");
    change.reset();
  };
  const save = (overwrite: boolean) =>
    change.mutate(
      {
        ...plan,
        ...(passphrase === "" ? {} : { passphrase }),
        ...(overwrite ? {} : { was: seen }),
      },
      { onSuccess: leave },
    );
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    save(false);
  };
  return (
    <Section title={t("backup.daily.title")} testId="backup-schedule">
      <form onSubmit={submit} noValidate>
        <Stack gap="md" mt="sm" maw={460}>
          <Switch
            label={t("backup.daily.switch")}
            checked={plan.daily}
            onChange={(event) => edit({ daily: event.currentTarget.checked })}
            data-testid="backup-daily"
          />
          {plan.daily && (
            <>
              <Group grow align="flex-start">
                <TextInput
                  type="time"
                  label={t("backup.daily.at")}
                  value={plan.at}
                  onChange={(event) => edit({ at: event.currentTarget.value })}
                />
                <NumberInput
                  size="md"
                  label={t("backup.daily.keep")}
                  min={1}
                  max={365}
                  allowDecimal={false}
                  value={plan.keep}
                  onChange={(value) => edit({ keep: Number(value) || 1 })}
                />
              </Group>
              <PasswordInput
                label={t("backup.passphrase")}
                description={
                  schedule.has_passphrase
                    ? t("backup.daily.hasPassphrase")
                    : t("backup.passphraseHelp")
                }
                autoComplete="new-password"
                value={passphrase}
                onChange={(event) => {
                  setPassphrase(event.currentTarget.value);
                  edit({});
                }}
              />
              <Checkbox
                label={t("backup.daily.models")}
                checked={plan.models}
                onChange={(event) => edit({ models: event.currentTarget.checked })}
              />
            </>
          )}
          <SaveRefusal error={change.error} onOverwrite={() => save(true)} onTheirs={leave} />
          {draft && (
            <Group gap="sm">
              <Button type="submit" loading={change.isPending} data-testid="schedule-save">
                {t("people.save")}
              </Button>
              <Button variant="default" onClick={leave}>
                {t("panel.cancel")}
              </Button>
            </Group>
          )}
          {!draft && schedule.next_at !== null && (
            <p className={panel.dimmed} data-testid="schedule-next">
              {t("backup.daily.next")} <When at={schedule.next_at} />
            </p>
          )}
        </Stack>
      </form>
    </Section>
  );
}
