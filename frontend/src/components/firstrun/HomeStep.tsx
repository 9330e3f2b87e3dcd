import { Loader, NativeSelect, SegmentedControl, TextInput } from "@mantine/core";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";

import { type HomeSettings, useChangeHomeSettings, useHomeSettings } from "../../api/homeSettings";
import { ApiError } from "../../api/problem";
import { SaveRefusal } from "../panel/SaveRefusal";
import { Trouble } from "../panel/Trouble";
import styles from "./FirstRun.module.css";
import { guessHome, HOME_LANGUAGES, thisBrowser, timeZones } from "./guesses";
import { StepFrame } from "./StepFrame";
import type { StepProps } from "./steps";

const NAMELESS = "Home";

type Fields = Pick<HomeSettings, "home_name" | "language" | "temperature_unit" | "time_zone">;

/** What the home is called, what is spoken in it, and where it is in time. */
export function HomeStep(props: StepProps) {
  const { t } = useTranslation();
  const settings = useHomeSettings();
  if (!settings.data) {
    return (
      <StepFrame
        title={t("firstRun.home.title")}
        text={t("firstRun.home.text")}
        onNext={props.onSkip}
        next={t("firstRun.skip")}
      >
        {settings.error ? (
          <Trouble
            error={settings.error}
            title={t("firstRun.notRead")}
            onRetry={() => void settings.refetch()}
          />
        ) : (
          <Loader role="status" aria-label={t("app.loading")} />
        )}
      </StepFrame>
    );
  }
  return <HomeForm {...props} settings={settings.data} />;
}

function HomeForm({
  settings,
  again,
  onDone,
  onSkip,
  onBack,
}: StepProps & { settings: HomeSettings }) {
  const { t } = useTranslation();
  const unitLabel = useId();
  const [seen, setSeen] = useState<Fields>(() => fieldsOf(settings));
  const [fields, setFields] = useState<Fields>(() => ({
    ...(again
      ? fieldsOf(settings)
      : { ...fieldsOf(settings), ...guessHome(thisBrowser(), settings) }),
    home_name: settings.home_name === NAMELESS ? "" : settings.home_name,
  }));
  const change = useChangeHomeSettings();
  const save = (overwrite: boolean) => {
    const name = fields.home_name.trim();
    const changes = { ...fields, home_name: name === "" ? t("setup.homePlaceholder") : name };
    change.mutate({ changes, was: overwrite ? undefined : seen }, { onSuccess: onDone });
  };
  const refused = change.error instanceof ApiError ? change.error.fields : {};
  return (
    <StepFrame
      title={t("firstRun.home.title")}
      text={t("firstRun.home.text")}
      busy={change.isPending}
      onNext={() => save(false)}
      onSkip={onSkip}
      onBack={onBack}
    >
      <TextInput
        label={t("setup.home")}
        placeholder={t("setup.homePlaceholder")}
        maxLength={60}
        autoComplete="off"
        value={fields.home_name}
        error={refused.home_name}
        data-testid="first-run-name"
        onChange={(event) => setFields({ ...fields, home_name: event.currentTarget.value })}
      />
      <div className={styles.pair}>
        <NativeSelect
          size="md"
          label={t("firstRun.home.language")}
          description={t("firstRun.home.languageHelp")}
          value={fields.language}
          data={Object.entries(HOME_LANGUAGES).map(([value, label]) => ({ value, label }))}
          data-testid="first-run-language"
          onChange={(event) =>
            setFields({ ...fields, language: event.currentTarget.value as Fields["language"] })
          }
        />
        <NativeSelect
          size="md"
          label={t("firstRun.home.timeZone")}
          description={t("firstRun.home.timeZoneHelp")}
          value={fields.time_zone}
          data={timeZones(fields.time_zone)}
          error={refused.time_zone}
          data-testid="first-run-zone"
          onChange={(event) => setFields({ ...fields, time_zone: event.currentTarget.value })}
        />
      </div>
      <div>
        <div id={unitLabel}>{t("firstRun.home.unit")}</div>
        <SegmentedControl
          mt={6}
          radius="xl"
          aria-labelledby={unitLabel}
          value={fields.temperature_unit}
          data={[
            { value: "C", label: t("firstRun.home.celsius") },
            { value: "F", label: t("firstRun.home.fahrenheit") },
          ]}
          onChange={(value) => setFields({ ...fields, temperature_unit: value })}
        />
      </div>
      <SaveRefusal
        error={change.error}
        onOverwrite={() => save(true)}
        onTheirs={() => {
          setSeen(fieldsOf(settings));
          setFields(fieldsOf(settings));
          change.reset();
        }}
      />
    </StepFrame>
  );
}

function fieldsOf({ home_name, language, temperature_unit, time_zone }: HomeSettings): Fields {
  return { home_name, language, temperature_unit, time_zone };
}
