import { useTranslation } from "react-i18next";

import type { SentenceOwner } from "../../api/skills";
import { useSkillName } from "../../api/useSkillName";
import styles from "./FaultList.module.css";

interface Props {
  owners: readonly SentenceOwner[];
  /** They mean the same, so that nothing would be gained. */
  same?: boolean;
}

/** Whose sentences some examples are already. */
export function OwnerNote({ owners, same = false }: Props) {
  const { t } = useTranslation();
  const nameOf = useSkillName();
  return (
    <ul className={styles.faults} data-testid={same ? "sentence-known" : "sentence-taken"}>
      {owners.map(({ skill, intent, example, template }) => (
        <li key={`${skill} ${intent}`} className={styles.fault} data-mild="true">
          {t(same ? "skills.known" : "skills.taken", {
            example,
            skill: nameOf(skill),
            intent,
          })}
          <span className={styles.place}>{template}</span>
        </li>
      ))}
    </ul>
  );
}
