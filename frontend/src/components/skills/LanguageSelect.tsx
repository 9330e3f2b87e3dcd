import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { languageName } from "./languages";

interface Props {
  value: string;
  languages: readonly string[];
  onChange: (language: string) => void;
}

/** Which language's texts are shown. */
export function LanguageSelect({ value, languages, onChange }: Props) {
  const { t, i18n } = useTranslation();
  return (
    <NativeSelect
      label={t("skills.language")}
      value={value}
      data={languages.map((code) => ({ value: code, label: languageName(code, i18n.language) }))}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
