import { Badge, Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import {
  type ModelJob,
  type SpeechModel,
  useInstallModel,
  useRemoveModel,
} from "../../../api/speechModels";
import { Confirm } from "../../panel/Confirm";
import { Trouble } from "../../panel/Trouble";
import { JobProgress } from "./JobProgress";
import styles from "./Models.module.css";
import { bytesText } from "./pace";

interface Props {
  model: SpeechModel;
  job: ModelJob | undefined;
}

/** One model: what it is, how its install goes, and what can be done with it. */
export function ModelRow({ model, job }: Props) {
  const { t, i18n } = useTranslation();
  const install = useInstallModel();
  const remove = useRemoveModel();
  const [asking, setAsking] = useState(false);
  const running = job?.state === "running";
  const size = model.disk_bytes ?? model.download_bytes;
  const facts = [
    model.language,
    size === null ? "" : bytesText(size, i18n.language),
    model.licence,
    model.speakers > 1 ? t("models.speakers", { count: model.speakers }) : "",
    model.accurate ? t("models.accurate") : "",
  ].filter((fact) => fact !== "");
  const doing = model.kind === "piper" ? t("models.speaks") : t("models.hears");
  const use = model.in_use === "" ? "" : doing;
  const partial = !model.installed && model.partial_bytes > 0;
  return (
    <li className={styles.row} data-testid="model" data-id={model.id}>
      <div className={styles.head}>
        <div className={styles.about}>
          <span className={styles.name}>
            {model.id}{" "}
            {model.in_use !== "" ? (
              <Badge size="sm" variant="filled">
                {t("models.inUse")}
              </Badge>
            ) : (
              model.installed && (
                <Badge size="sm" variant="light">
                  {t("models.installed")}
                </Badge>
              )
            )}
          </span>
          <span className={styles.hint}>{facts.join(" · ")}</span>
          {use !== "" && <span className={styles.hint}>{use}</span>}
          {model.fault !== "" && (
            <span className={styles.fault} role="alert">
              {model.fault}
            </span>
          )}
        </div>
        {!running && (
          <div className={styles.orders}>
            {(!model.installed || model.fault !== "") && (
              <Button
                size="compact-md"
                variant="light"
                loading={install.isPending}
                onClick={() => install.mutate(model.id)}
                data-testid="install"
              >
                {partial ? t("models.resume") : t("models.install")}
              </Button>
            )}
            {(model.installed || partial) && (
              <Button
                size="compact-md"
                variant="default"
                loading={remove.isPending}
                onClick={() => setAsking(true)}
                aria-label={t("models.removeOne", { name: model.id })}
              >
                {t("models.remove")}
              </Button>
            )}
          </div>
        )}
      </div>
      {job && job.state !== "done" && <JobProgress job={job} />}
      <Trouble error={install.error} title={t("models.notInstalled")} />
      <Trouble error={remove.error} title={t("models.notRemoved")} />
      <Confirm
        opened={asking}
        title={t("models.removeTitle", { name: model.id })}
        text={model.in_use === "" ? t("models.removeText") : t("models.removeUsed", { use })}
        action={t("models.remove")}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          remove.mutate({ id: model.id, force: model.in_use !== "" });
        }}
      />
    </li>
  );
}
