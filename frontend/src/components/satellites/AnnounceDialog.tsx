import { Checkbox, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { type SatelliteInfo, useAnnounce, useIntercom } from "../../api/satellites";
import { FormDialog } from "../panel/FormDialog";
import { OwnVoiceButton } from "./OwnVoiceButton";

interface Props {
  /** Those to choose from: the ones that are connected. */
  satellites: readonly SatelliteInfo[];
  /** Those that are chosen at first; null: all. */
  chosen: readonly string[] | null;
  onClose: () => void;
}

/** Say something on one satellite, on several or on all. */
export function AnnounceDialog({ satellites, chosen, onClose }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [ids, setIds] = useState<string[]>(() => [...(chosen ?? satellites.map(({ id }) => id))]);
  const announce = useAnnounce();
  const intercom = useIntercom();
  const there = ids.filter((id) => satellites.some((satellite) => satellite.id === id));
  const everywhere = there.length === satellites.length;
  const onSuccess = ({ announced }: { announced: string[] }) => {
    notifications.show({ message: t("satellites.announce.said", { count: announced.length }) });
    onClose();
  };
  return (
    <FormDialog
      opened
      title={t("satellites.announce.title")}
      action={t("satellites.announce.say")}
      busy={announce.isPending}
      error={announce.error ?? intercom.error}
      onClose={onClose}
      onSubmit={() => {
        if (text.trim() === "" || there.length === 0) {
          return;
        }
        announce.mutate({ text: text.trim(), satellite_ids: there }, { onSuccess });
      }}
    >
      <Textarea
        label={t("satellites.announce.text")}
        placeholder={t("satellites.announce.example")}
        autosize
        minRows={2}
        maxLength={5000}
        data-autofocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        data-testid="announce-text"
      />
      <OwnVoiceButton
        busy={intercom.isPending}
        disabled={there.length === 0}
        onSaid={(sound) => intercom.mutate({ sound, ids: there }, { onSuccess })}
      />
      {satellites.length > 1 && (
        <Checkbox
          label={t("satellites.announce.everywhere")}
          checked={everywhere}
          indeterminate={!everywhere && there.length > 0}
          onChange={() => setIds(everywhere ? [] : satellites.map(({ id }) => id))}
        />
      )}
      <Checkbox.Group label={t("satellites.announce.where")} value={there} onChange={setIds}>
        {satellites.map((satellite) => (
          <Checkbox
            key={satellite.id}
            mt="xs"
            value={satellite.id}
            label={
              satellite.muted
                ? t("satellites.announce.mutedName", { name: satellite.name })
                : satellite.name
            }
          />
        ))}
      </Checkbox.Group>
    </FormDialog>
  );
}
