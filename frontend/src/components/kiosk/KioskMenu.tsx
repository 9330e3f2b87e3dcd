import { ActionIcon, Menu, NativeSelect } from "@mantine/core";
import { IconDotsVertical, IconDoorExit, IconMaximize } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import type { KioskNight } from "../../kiosk/useKioskNight";

const HOURS = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, "0")}:00`,
}));

/** What is set on the tablet itself: the whole screen, when it is dark, and how to leave. */
export function KioskMenu({ night: { night, choose } }: { night: KioskNight }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <Menu position="bottom-end" width={260} closeOnItemClick={false}>
      <Menu.Target>
        <ActionIcon
          variant="transparent"
          c="inherit"
          size={52}
          aria-label={t("kiosk.menu.title")}
          data-testid="kiosk-menu"
        >
          <IconDotsVertical size={28} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {document.fullscreenEnabled && (
          <Menu.Item
            leftSection={<IconMaximize size={18} aria-hidden />}
            onClick={() =>
              void (document.fullscreenElement === null
                ? document.documentElement.requestFullscreen()
                : document.exitFullscreen())
            }
          >
            {t("kiosk.menu.fullscreen")}
          </Menu.Item>
        )}
        <Menu.Label>{t("kiosk.menu.night")}</Menu.Label>
        <div style={{ display: "grid", gridTemplateColumns: "1fr 1fr", gap: 8, padding: 10 }}>
          <NativeSelect
            label={t("kiosk.menu.from")}
            value={String(night.from)}
            data={HOURS}
            onChange={(event) => choose({ ...night, from: Number(event.currentTarget.value) })}
            data-testid="kiosk-night-from"
          />
          <NativeSelect
            label={t("kiosk.menu.to")}
            value={String(night.to)}
            data={HOURS}
            onChange={(event) => choose({ ...night, to: Number(event.currentTarget.value) })}
            data-testid="kiosk-night-to"
          />
        </div>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconDoorExit size={18} aria-hidden />}
          onClick={() => void navigate("/")}
        >
          {t("kiosk.menu.leave")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
