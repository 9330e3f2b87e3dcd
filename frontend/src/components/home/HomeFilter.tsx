import { CloseButton, TextInput, UnstyledButton } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { Category } from "../../home/categories";
import styles from "./HomeFilter.module.css";

interface Props {
  search: string;
  onSearch: (search: string) => void;
  counts: readonly (readonly [Category, number])[];
  category: Category | null;
  onCategory: (category: Category | null) => void;
}

/** Narrows the devices down: by words, and by what they are. */
export function HomeFilter({ search, onSearch, counts, category, onCategory }: Props) {
  const { t } = useTranslation();
  // A category that was chosen stays in place when nothing is of it any more.
  const shown: readonly (readonly [Category, number])[] =
    category !== null && !counts.some(([one]) => one === category)
      ? [...counts, [category, 0]]
      : counts;
  return (
    <div className={styles.filter} role="search">
      <TextInput
        type="search"
        className={styles.search}
        radius="xl"
        aria-label={t("home.search")}
        placeholder={t("home.search")}
        leftSection={<IconSearch size={18} aria-hidden />}
        rightSection={
          search !== "" && (
            <CloseButton
              radius="xl"
              aria-label={t("home.searchClear")}
              onClick={() => onSearch("")}
            />
          )
        }
        value={search}
        onChange={(event) => onSearch(event.currentTarget.value)}
        data-testid="home-search"
        data-search
      />
      <div className={styles.chips} role="group" aria-label={t("home.categories")}>
        {shown.map(([one, count]) => (
          <UnstyledButton
            key={one}
            className={styles.chip}
            aria-pressed={category === one}
            onClick={() => onCategory(category === one ? null : one)}
            data-testid="home-category"
            data-category={one}
          >
            {t(`home.category.${one}`)} <span className={styles.count}>{count}</span>
          </UnstyledButton>
        ))}
      </div>
    </div>
  );
}
