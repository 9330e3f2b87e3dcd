import { Skeleton } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useHomeSettings } from "../../../api/homeSettings";
import { useModelJobs, useSpeechModels } from "../../../api/speechModels";
import { Trouble } from "../../panel/Trouble";
import { languageName } from "../language/languages";
import { inGroups } from "./groups";
import { ModelRow } from "./ModelRow";
import styles from "./Models.module.css";

interface Props {
  kind: "vosk" | "piper";
}

/** The catalogue of one kind by language. */
export function ModelList({ kind }: Props) {
  const { t, i18n } = useTranslation();
  const models = useSpeechModels();
  const jobs = useModelJobs().data ?? [];
  const home = useHomeSettings().data?.language ?? "en";
  const groups = inGroups(
    (models.data ?? []).filter((model) => model.kind === kind),
    home,
    i18n.language,
  );
  return (
    <>
      {models.isPending && <Skeleton height={300} radius={20} aria-busy="true" />}
      <Trouble
        error={models.data ? null : models.error}
        title={t("models.unread")}
        onRetry={() => void models.refetch()}
      />
      {groups.map(({ language, models: members }, index) => (
        <details
          key={language}
          className={styles.group}
          open={index === 0 || members.some(({ installed }) => installed)}
        >
          <summary className={styles.language}>
            <span>{languageName(language, i18n.language)}</span>
            <span className={styles.hint}>{t("models.count", { count: members.length })}</span>
          </summary>
          <ul className={styles.rows}>
            {members.map((model) => (
              <ModelRow
                key={model.id}
                model={model}
                job={jobs.find(({ model_id }) => model_id === model.id)}
              />
            ))}
          </ul>
        </details>
      ))}
    </>
  );
}
