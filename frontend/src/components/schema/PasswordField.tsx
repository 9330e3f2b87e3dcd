import { Anchor, PasswordInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { commonProps, type FieldProps } from "./fieldProps";
import { isSecret, type Secret, typedSecret } from "./secrets";

/** A secret: never prefilled; left blank the hub keeps the one it has. */
export function PasswordField(props: FieldProps) {
  const { t } = useTranslation();
  const { value, onChange, label, required } = props;
  const [shown, setShown] = useState(false);
  const [stored] = useState<Secret>(() => (isSecret(value) ? value : { is_set: false }));
  const common = commonProps(props);
  const cleared = isSecret(value) && stored.is_set && !value.is_set;
  const hint = cleared ? t("form.cleared") : stored.is_set ? t("form.saved") : "";
  return (
    <div>
      <PasswordInput
        {...common}
        required={common.required && !stored.is_set}
        withAsterisk={common.required}
        description={
          common.description || hint ? (
            <>
              {common.description}
              {common.description && hint ? " · " : ""}
              {hint}
            </>
          ) : undefined
        }
        autoComplete="new-password"
        spellCheck={false}
        visible={shown}
        onVisibilityChange={setShown}
        visibilityToggleButtonProps={{
          "aria-label": t(shown ? "form.hide" : "form.show", { label }),
          "aria-hidden": false,
          tabIndex: 0,
        }}
        value={typedSecret(value)}
        onChange={(event) => onChange(event.currentTarget.value || stored)}
      />
      {stored.is_set && required !== true && (
        <Anchor
          component="button"
          type="button"
          size="sm"
          mt={4}
          onClick={() => onChange(cleared ? stored : { is_set: false })}
        >
          {cleared ? t("form.keep") : t("form.clear", { label })}
        </Anchor>
      )}
    </div>
  );
}
