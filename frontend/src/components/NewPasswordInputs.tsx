import { PasswordInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { type NewPassword, passwordMistakes } from "../pages/newPassword";
import { SHORTEST_PASSWORD } from "../pages/setupForm";

interface Props {
  label: string;
  value: NewPassword;
  /** Whether somebody tried to send it: mistakes are shown from then on. */
  tried: boolean;
  onChange: (value: NewPassword) => void;
  testIds: Record<keyof NewPassword, string>;
}

/** A new password, twice. */
export function NewPasswordInputs({ label, value, tried, onChange, testIds }: Props) {
  const { t } = useTranslation();
  const mistakes = tried ? passwordMistakes(value) : {};
  const count = { count: SHORTEST_PASSWORD };
  return (
    <>
      <PasswordInput
        label={label}
        description={t("setup.passwordHelp", count)}
        autoComplete="new-password"
        value={value.password}
        error={mistakes.password && t(mistakes.password, count)}
        onChange={(event) => onChange({ ...value, password: event.currentTarget.value })}
        data-testid={testIds.password}
      />
      <PasswordInput
        label={t("setup.repeat")}
        autoComplete="new-password"
        value={value.repeat}
        error={mistakes.repeat && t(mistakes.repeat)}
        onChange={(event) => onChange({ ...value, repeat: event.currentTarget.value })}
        data-testid={testIds.repeat}
      />
    </>
  );
}
