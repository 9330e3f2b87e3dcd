import { TagsInput, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

const LONGEST = 100;

interface Props {
  name: string;
  onName: (name: string) => void;
  /** What else it is called. */
  aliases: string[];
  onAliases: (aliases: string[]) => void;
  description?: string;
}

/** What a thing or a place is called. */
export function NameInputs({ name, onName, aliases, onAliases, description }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        label={t("areas.name")}
        description={description}
        required
        maxLength={LONGEST}
        value={name}
        onChange={(event) => onName(event.currentTarget.value)}
        data-autofocus
      />
      <TagsInput
        label={t("areas.aliases")}
        description={t("areas.aliasesHelp")}
        size="md"
        acceptValueOnBlur
        value={aliases}
        onChange={onAliases}
      />
    </>
  );
}
