import { Button, type ButtonProps } from "@mantine/core";
import { IconSpeakerphone } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Target } from "../../announce/targets";
import { loadChunk } from "../../app/loadChunk";

const AnnounceDialog = lazy(async () => {
  const file = await loadChunk(() => import("./AnnounceDialog"));
  return { default: file.AnnounceDialog };
});

interface Props extends Pick<ButtonProps, "variant" | "size" | "disabled" | "fullWidth" | "mb"> {
  /** Where it is to be heard at first. */
  target?: Target;
  /** What it is called where there are several of them. */
  "aria-label"?: string;
}

/** Opens the dialog that says something in the house. */
export function AnnounceButton({ target = "all", ...look }: Props) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button
        leftSection={<IconSpeakerphone size={18} aria-hidden />}
        onClick={() => setOpened(true)}
        data-testid="announce"
        {...look}
      >
        {t("announce.open")}
      </Button>
      {opened && (
        <Suspense>
          <AnnounceDialog target={target} onClose={() => setOpened(false)} />
        </Suspense>
      )}
    </>
  );
}
