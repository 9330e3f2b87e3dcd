import styles from "./skills.module.css";

interface Props {
  texts: readonly string[];
  language: string;
  label: string;
}

/** A few sentences as people say them. */
export function Examples({ texts, language, label }: Props) {
  return (
    <ul className={styles.examples} aria-label={label} lang={language}>
      {[...new Set(texts)].map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}
