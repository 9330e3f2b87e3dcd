import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Area } from "../../api/types";

interface Props {
  areas: readonly Area[];
  /** Id of the area; empty: none. */
  value: string;
  onChange: (id: string) => void;
  /** Say what the area is for. */
  explained?: boolean;
  testId: string;
}

/** Where a device stands. */
export function AreaSelect({ areas, value, onChange, explained = false, testId }: Props) {
  const { t } = useTranslation();
  return (
    <NativeSelect
      label={t("satellites.area")}
      {...(explained && { description: t("satellites.areaHelp") })}
      size="md"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[
        { value: "", label: t("satellites.noArea") },
        ...areas.map((one) => ({ value: one.id, label: one.name })),
      ]}
      data-testid={testId}
    />
  );
}
