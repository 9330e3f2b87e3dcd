import { Button, NativeSelect, Switch } from "@mantine/core";
import { IconMicrophone, IconPlayerStop } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { canStayAwake, setStayAwake, useStayAwake } from "../../satellite/keepAwake";
import panel from "../panel/panel.module.css";
import { Section } from "../panel/Section";
import { HandsFreeSwitch } from "./HandsFreeSwitch";
import { LevelBar } from "./LevelBar";
import { useMicrophoneTest } from "./useMicrophoneTest";

/** This browser as a satellite: which microphone, whether it hears, and whether it stays awake. */
export function BrowserSection() {
  const { t } = useTranslation();
  const test = useMicrophoneTest();
  const awake = useStayAwake();
  return (
    <Section
      title={t("satellites.browser.title")}
      testId="satellite-browser"
      aside={
        <Button
          variant="light"
          leftSection={
            test.running ? (
              <IconPlayerStop size={17} aria-hidden />
            ) : (
              <IconMicrophone size={17} aria-hidden />
            )
          }
          onClick={test.running ? test.stop : test.start}
          data-testid="mic-test"
        >
          {test.running ? t("satellites.browser.stop") : t("satellites.browser.test")}
        </Button>
      }
    >
      <NativeSelect
        mt="md"
        label={t("satellites.browser.microphone")}
        description={t("satellites.browser.microphoneHelp")}
        size="md"
        value={test.chosen}
        onChange={(event) => test.choose(event.currentTarget.value)}
        data={[
          { value: "", label: t("satellites.browser.usual") },
          ...test.microphones.map(({ deviceId, label }, index) => ({
            value: deviceId,
            label: label === "" ? t("satellites.browser.nth", { number: index + 1 }) : label,
          })),
        ]}
        data-testid="mic-choice"
      />
      <LevelBar label={t("satellites.level")} decibels={test.decibels} />
      <p className={panel.dimmed} role="status" data-testid="mic-words">
        {test.running
          ? test.heard
            ? t("satellites.browser.heard")
            : t("satellites.browser.speak")
          : t("satellites.browser.testHelp")}
      </p>
      {test.problem !== null && <p role="alert">{t(`mic.problem.${test.problem}.text`)}</p>}
      <HandsFreeSwitch />
      <Switch
        mt="md"
        label={t("satellites.browser.awake")}
        description={
          canStayAwake() ? t("satellites.browser.awakeHelp") : t("satellites.browser.noAwake")
        }
        checked={awake && canStayAwake()}
        disabled={!canStayAwake()}
        onChange={(event) => setStayAwake(event.currentTarget.checked)}
        data-testid="keep-awake"
      />
    </Section>
  );
}
