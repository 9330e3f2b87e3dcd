import { Radio, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { allows, type Role, ROLES } from "../../api/roles";

interface Props {
  label: string;
  value: string;
  /** The most that may be chosen. */
  most?: Role;
  onChange: (role: string) => void;
}

/** Chooses a role, with what each may do. */
export function RoleChoice({ label, value, most = "owner", onChange }: Props) {
  const { t } = useTranslation();
  return (
    <Radio.Group label={label} value={value} onChange={onChange}>
      <Stack gap={10} mt={8}>
        {ROLES.filter((role) => allows(most, role))
          .reverse()
          .map((role) => (
            <Radio
              key={role}
              value={role}
              label={t(`people.role.${role}`)}
              description={t(`people.roleHelp.${role}`)}
            />
          ))}
      </Stack>
    </Radio.Group>
  );
}
