import { Avatar, Menu, Text, UnstyledButton } from "@mantine/core";
import { IconCheck, IconLogout, IconUser, IconUserCog } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { useSession, useSignOut } from "../api/session";
import { changeLanguage, LANGUAGES } from "../locales/i18n";

/** Who is signed in, the language, and the way out. */
export function UserMenu() {
  const { t, i18n } = useTranslation();
  const name = useSession().data?.user.name ?? "";
  const signOut = useSignOut();
  return (
    <Menu position="bottom-end" radius="md" shadow="md" width={220}>
      <Menu.Target>
        <UnstyledButton aria-label={t("menu.account", { name })}>
          <Avatar color="fern" radius="xl" size={38}>
            <IconUser size={21} stroke={1.8} aria-hidden />
          </Avatar>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Text size="sm" c="dimmed" px="sm" pt={6}>
          {t("menu.signedInAs")}
        </Text>
        <Text size="sm" fw={600} px="sm" pb={6} truncate>
          {name}
        </Text>
        <Menu.Item
          component={Link}
          to="/settings/account"
          leftSection={<IconUserCog size={18} stroke={1.8} />}
        >
          {t("settings.section.account")}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t("menu.language")}</Menu.Label>
        {LANGUAGES.map((language) => (
          <Menu.Item
            key={language.code}
            lang={language.code}
            rightSection={language.code === i18n.language ? <IconCheck size={16} /> : null}
            onClick={() => void changeLanguage(language.code)}
          >
            {language.name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconLogout size={18} stroke={1.8} />}
          onClick={() => signOut.mutate()}
        >
          {t("menu.signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
