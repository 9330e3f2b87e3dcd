import { Button, Checkbox } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import {
  chosenWakeWords,
  type SatelliteInfo,
  useChooseWakeWords,
  useWakeWords,
  type WakeChoice,
} from "../../api/satellites";
import { testAddress } from "../../api/wakeWords";
import panel from "../panel/panel.module.css";
import { Section } from "../panel/Section";
import { Trouble } from "../panel/Trouble";
import { OwnPhraseForm } from "../settings/wakeWords/OwnPhraseForm";
import { TryWakeWord } from "../settings/wakeWords/TryWakeWord";
import { DeviceWakeWords } from "./DeviceWakeWords";
import { deviceWords } from "./deviceWords";
import { SectionRefusal } from "./SectionRefusal";
import { SensitivitySlider } from "./SensitivitySlider";
import styles from "./satellites.module.css";

const USUAL = 0.5;
const MOST = 5;

/** What wakes a satellite. */
export function WakeWordsSection({ satellite }: { satellite: SatelliteInfo }) {
  const own = deviceWords(satellite);
  return own === null ? (
    <HubWakeWords satellite={satellite} />
  ) : (
    <DeviceWakeWords satellite={satellite} own={own} />
  );
}

/** Which of the home's wake words wake a satellite, and how easily; words of one's own can be added. */
function HubWakeWords({ satellite }: { satellite: SatelliteInfo }) {
  const { t } = useTranslation();
  const words = useWakeWords();
  const choose = useChooseWakeWords(satellite.id);
  const [adding, setAdding] = useState(false);
  const kept = chosenWakeWords(satellite);
  // Shown at once, and taken back when the hub refuses.
  const chosen = choose.isPending ? choose.variables.choice : kept;
  const own = ownWords(satellite);
  const save = (choice: WakeChoice[] | null) => choose.mutate({ choice, was: kept });
  const toggle = (id: string, on: boolean) => {
    const before = chosen ?? [];
    const next = on
      ? [...before, { id, sensitivity: USUAL }]
      : before.filter((one) => one.id !== id);
    if (next.length > 0) {
      save(next);
    }
  };
  return (
    <Section
      title={t("satellites.wake.title")}
      testId="satellite-wake"
      aside={
        chosen !== null && (
          <Button
            variant="subtle"
            size="compact-sm"
            loading={choose.isPending && choose.variables.choice === null}
            onClick={() => save(null)}
            data-testid="wake-leave"
          >
            {own.length === 0 ? t("satellites.wake.leaveUsual") : t("satellites.wake.leave")}
          </Button>
        )
      }
    >
      <p className={panel.dimmed}>
        {chosen !== null
          ? t("satellites.wake.chosen")
          : own.length === 0
            ? t("satellites.wake.byHub")
            : t("satellites.wake.own", { words: own.join(", ") })}
      </p>
      <Trouble error={words.error} title={t("satellites.wake.unread")} />
      <ul className={panel.list}>
        {words.data?.map((word) => {
          const one = chosen?.find(({ id }) => id === word.id);
          const last = one !== undefined && chosen?.length === 1;
          return (
            <li key={word.id} className={styles.word} data-testid="wake-word">
              <Checkbox
                label={word.phrase}
                description={word.warning === "" ? undefined : t("wake.risky")}
                checked={one !== undefined}
                disabled={choose.isPending || last || (!one && (chosen?.length ?? 0) >= MOST)}
                onChange={(event) => toggle(word.id, event.currentTarget.checked)}
              />
              {one && (
                <>
                  <SensitivitySlider
                    key={one.sensitivity}
                    phrase={word.phrase}
                    sensitivity={one.sensitivity}
                    onChosen={(sensitivity) =>
                      save(
                        (chosen ?? []).map((other) =>
                          other.id === one.id ? { ...other, sensitivity } : other,
                        ),
                      )
                    }
                  />
                  <TryWakeWord
                    address={testAddress(word.id, one.sensitivity)}
                    phrase={word.phrase}
                  />
                </>
              )}
            </li>
          );
        })}
      </ul>
      {adding ? (
        <OwnPhraseForm
          action={t("satellites.wake.addOwn")}
          onAdded={({ id }) => {
            setAdding(false);
            toggle(id, true);
          }}
        />
      ) : (
        <Button
          mt="sm"
          variant="light"
          size="sm"
          leftSection={<IconPlus size={16} aria-hidden />}
          disabled={choose.isPending || (chosen?.length ?? 0) >= MOST}
          onClick={() => setAdding(true)}
          data-testid="wake-own"
        >
          {t("satellites.wake.ownWords")}
        </Button>
      )}
      <SectionRefusal
        change={choose}
        onOverwrite={() => choose.mutate({ choice: choose.variables?.choice ?? null })}
      />
    </Section>
  );
}

function ownWords(satellite: SatelliteInfo): string[] {
  const words: unknown = satellite.info.wake_words;
  return Array.isArray(words)
    ? words.filter((word) => typeof word === "string").map((word) => word.replaceAll("_", " "))
    : [];
}
