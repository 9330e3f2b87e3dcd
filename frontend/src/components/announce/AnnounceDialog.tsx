import { Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { choicesOf, reachOf, type Target } from "../../announce/targets";
import { type Announcement, useAnnounce, useIntercom } from "../../api/announcements";
import { useAreas } from "../../api/home";
import { usePlaceFloors } from "../../api/places";
import { useSatelliteGroups } from "../../api/satelliteGroups";
import { useSatelliteList } from "../../api/satelliteList";
import { FormDialog } from "../panel/FormDialog";
import { LastAnnounced } from "./LastAnnounced";
import { OwnVoiceButton } from "./OwnVoiceButton";
import { PlacePicker } from "./PlacePicker";
import { ReachText } from "./ReachText";
import { useNames } from "./useNames";

const NOTHING: readonly never[] = [];
const LONGEST_TEXT = 5000;

interface Props {
  /** Where it is to be heard at first. */
  target: Target;
  onClose: () => void;
}

/** Say something on one satellite, in a room, on a floor or everywhere: as a text or in one's own voice. */
export function AnnounceDialog({ target, onClose }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [tried, setTried] = useState(false);
  const [chosen, setChosen] = useState<readonly Target[]>([target]);
  const satellites = useSatelliteList().data ?? NOTHING;
  const areas = useAreas().data ?? NOTHING;
  const floors = usePlaceFloors().data ?? NOTHING;
  const names = useNames();
  const announce = useAnnounce();
  const intercom = useIntercom();
  const groups = useSatelliteGroups().data ?? NOTHING;
  const choices = choicesOf(satellites, areas, floors, groups);
  const reach = reachOf(chosen, choices, areas);
  const nowhere = reach.heard.length + reach.muted.length === 0;
  const onSuccess = ({ announced, missed, muted }: Announcement) => {
    const told = [
      announced.length > 0 && t("announce.said", { where: names(announced) }),
      muted.length > 0 && t("announce.muted", { where: names(muted) }),
      missed.length > 0 && t("announce.away", { where: names(missed) }),
    ].filter((one) => one !== false);
    notifications.show(
      missed.length + muted.length === 0
        ? { message: told.join(" ") }
        : {
            color: "orange",
            title: t("announce.notAll"),
            message: told.join(" "),
            autoClose: false,
          },
    );
    onClose();
  };
  const empty = text.trim() === "";
  return (
    <FormDialog
      opened
      title={t("announce.title")}
      action={t("announce.say")}
      busy={announce.isPending}
      error={announce.error ?? intercom.error}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (!empty && !nowhere) {
          intercom.reset();
          announce.mutate({ text: text.trim(), chosen }, { onSuccess });
        }
      }}
    >
      <Textarea
        label={t("announce.text")}
        placeholder={t("announce.example")}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={LONGEST_TEXT}
        data-autofocus
        value={text}
        error={tried && empty ? t("announce.noText") : undefined}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
            event.currentTarget.form?.requestSubmit();
          }
        }}
        data-testid="announce-text"
      />
      <OwnVoiceButton
        busy={intercom.isPending}
        disabled={nowhere}
        onSaid={(sound) => {
          announce.reset();
          intercom.mutate({ sound, chosen }, { onSuccess });
        }}
      />
      <PlacePicker choices={choices} chosen={chosen} onChange={setChosen} />
      <ReachText reach={reach} />
      <LastAnnounced names={names} onAgain={setText} />
    </FormDialog>
  );
}
