import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { roleOf } from "../../api/roles";

const COLORS = { owner: "fern", adult: "gray", guest: "orange" } as const;

/** What somebody or something may do, in a word. */
export function RoleBadge({ role }: { role: string }) {
  const { t } = useTranslation();
  const known = roleOf(role);
  return (
    <Badge variant="light" color={COLORS[known]} radius="sm" tt="none" data-testid="role">
      {t(`people.role.${known}`)}
    </Badge>
  );
}
