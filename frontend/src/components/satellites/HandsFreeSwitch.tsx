import { Button, Group, List, Modal, Switch } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useTranslation } from "react-i18next";

import { remember, remembered } from "../../preferences/storage";
import { chooseHandsFree, useHandsFreeChoice } from "../../satellite/handsFreeChoice";

const AGREED = "hands-free-agreed";

/** Whether this browser listens for its wake word; asked once, in words. */
export function HandsFreeSwitch() {
  const { t } = useTranslation();
  const on = useHandsFreeChoice();
  const [asking, { open, close }] = useDisclosure(false);
  const choose = (wanted: boolean) => {
    if (wanted && remembered(AGREED) !== "yes") {
      open();
    } else {
      chooseHandsFree(wanted);
    }
  };
  return (
    <>
      <Switch
        mt="md"
        label={t("satellites.handsFree.label")}
        description={t("satellites.handsFree.help")}
        checked={on}
        onChange={(event) => choose(event.currentTarget.checked)}
        data-testid="hands-free"
      />
      <Modal
        opened={asking}
        onClose={close}
        title={t("satellites.handsFree.ask")}
        closeButtonProps={{ "aria-label": t("panel.cancel") }}
      >
        <p style={{ marginTop: 0 }}>{t("satellites.handsFree.intro")}</p>
        <List spacing="sm">
          <List.Item>{t("kiosk.consent.sent")}</List.Item>
          <List.Item>{t("kiosk.consent.kept")}</List.Item>
          <List.Item>{t("satellites.handsFree.seen")}</List.Item>
        </List>
        <Group mt="lg" justify="flex-end">
          <Button variant="default" onClick={close}>
            {t("panel.cancel")}
          </Button>
          <Button
            data-autofocus
            onClick={() => {
              remember(AGREED, "yes");
              chooseHandsFree(true);
              close();
            }}
            data-testid="hands-free-agree"
          >
            {t("kiosk.consent.agree")}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
