import { Kbd, Modal, Switch } from "@mantine/core";
import { useDisclosure, useHotkeys } from "@mantine/hooks";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { remember, remembered } from "../preferences/storage";
import { useSatellite } from "../satellite/SatelliteContext";
import { NAVIGATION } from "./navigation";
import styles from "./Shortcuts.module.css";

const REMEMBERED = "shortcuts";

/** Keys for those who would rather not reach for the mouse, and what they are. */
export function Shortcuts() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { client } = useSatellite();
  const [open, help] = useDisclosure(false);
  const [on, setOn] = useState(() => remembered(REMEMBERED) !== "off");
  useEffect(() => remember(REMEMBERED, on ? "on" : "off"), [on]);
  const when = (act: () => void) => () => {
    if (on) {
      act();
    }
  };
  const search = () => {
    const field = document.querySelector<HTMLInputElement>("#main input[type=search]");
    field?.focus();
    field?.select();
  };
  const talk = () => {
    void navigate("/talk");
    client.commands.press();
  };
  useHotkeys([
    // Help can always be had: it is where the others are switched on.
    ["?", help.open],
    ["shift+?", help.open],
    ["/", when(search)],
    ["m", when(talk)],
    ...NAVIGATION.map(({ path }, index): [string, () => void] => [
      String(index + 1),
      when(() => void navigate(path)),
    ]),
  ]);
  return (
    <Modal
      opened={open}
      onClose={help.close}
      title={t("shortcuts.title")}
      centered
      radius="lg"
      closeButtonProps={{ "aria-label": t("nav.close") }}
    >
      <dl className={styles.list}>
        {NAVIGATION.map(({ path, label }, index) => (
          <div key={path}>
            <dt>
              <Kbd>{index + 1}</Kbd>
            </dt>
            <dd>{t(label)}</dd>
          </div>
        ))}
        <div>
          <dt>
            <Kbd>M</Kbd>
          </dt>
          <dd>{t("shortcuts.talk")}</dd>
        </div>
        <div>
          <dt>
            <Kbd>/</Kbd>
          </dt>
          <dd>{t("shortcuts.search")}</dd>
        </div>
        <div>
          <dt>
            <Kbd>Esc</Kbd>
          </dt>
          <dd>{t("shortcuts.cancel")}</dd>
        </div>
        <div>
          <dt>
            <Kbd>?</Kbd>
          </dt>
          <dd>{t("shortcuts.help")}</dd>
        </div>
      </dl>
      <Switch
        mt="md"
        label={t("shortcuts.on")}
        checked={on}
        onChange={(event) => setOn(event.currentTarget.checked)}
        data-testid="shortcuts-on"
      />
    </Modal>
  );
}
