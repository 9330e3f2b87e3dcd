import { Button } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { Cure } from "../../api/history";
import styles from "./RunView.module.css";

/** A cure that is a page to go to. */
export function CureLink({ cure }: { cure: Cure }) {
  const { t } = useTranslation();
  const kind = cure.kind as "mend" | "room" | "hearing";
  return (
    <li className={styles.cure} data-testid="cure" data-kind={cure.kind} data-id={cure.id}>
      <div>
        {t(`history.cure.${kind}`, { name: cure.name })}
        {cure.reason !== "" && <p className={styles.quiet}>{cure.reason}</p>}
      </div>
      <Button
        component={Link}
        to={addressOf(cure)}
        size="xs"
        variant="light"
        rightSection={<IconArrowRight size={16} aria-hidden />}
      >
        {t("history.cure.open")}
      </Button>
    </li>
  );
}

function addressOf({ kind, place, id }: Cure): string {
  const where = encodeURIComponent(id);
  switch (kind) {
    case "room":
      return `/satellites/${where}`;
    case "hearing":
      return "/settings/language";
    default:
      return place === "skill" ? `/skills/${where}` : `/integrations/${where}`;
  }
}
