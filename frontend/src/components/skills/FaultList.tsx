import { useTranslation } from "react-i18next";

import type { TextFault } from "../../api/skills";
import { faultWords } from "./faultWords";
import styles from "./FaultList.module.css";

interface Props {
  faults: readonly TextFault[];
  /** The text that was tried, to show the place in; blank when there is no one text. */
  text?: string;
}

/** What is wrong with a text: in words, with what to do, and the place. */
export function FaultList({ faults, text = "" }: Props) {
  const { t, i18n } = useTranslation();
  return (
    <ul className={styles.faults} data-testid="text-faults">
      {faults.map((fault, index) => {
        const { code, column } = fault;
        return (
          <li key={`${code}-${index}`} className={styles.fault} data-code={code}>
            {column > 0 && <strong>{t("skills.atCharacter", { column })} </strong>}
            {faultWords(fault, t, i18n)}
            {column > 0 && text !== "" && (
              <span className={styles.place} aria-hidden>
                {text.slice(Math.max(0, column - 41), column - 1)}
                <mark>{text.charAt(column - 1) || " "}</mark>
                {text.slice(column, column + 40)}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
