import { ActionIcon, Avatar, Menu } from "@mantine/core";
import {
  IconDots,
  IconKey,
  IconLink,
  IconLogout,
  IconPencil,
  IconTrash,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { Person } from "../../api/people";
import { When } from "../panel/When";
import styles from "./rows.module.css";
import { RoleBadge } from "./RoleBadge";

export type PersonOrder = "edit" | "link" | "password" | "signOut" | "remove";

interface Props {
  person: Person;
  me: boolean;
  /** Whether the one who looks may change people. */
  mayChange: boolean;
  onOrder: (order: PersonOrder) => void;
}

const ORDERS = [
  ["edit", IconPencil],
  ["link", IconLink],
  ["password", IconKey],
  ["signOut", IconLogout],
] as const;

/** One person, and what can be done with their account. */
export function PersonRow({ person, me, mayChange, onOrder }: Props) {
  const { t } = useTranslation();
  return (
    <li className={styles.row} data-testid="person" data-name={person.name}>
      <Avatar color="fern" radius="xl" size={42} name={person.name} aria-hidden />
      <div className={styles.words}>
        <span className={styles.name}>
          {person.name}
          {me && <span className={styles.aside}> · {t("people.you")}</span>}
        </span>
        {!person.has_password && (
          <span className={styles.facts}>
            {person.link_expires_at === null ? (
              t("people.linkOver")
            ) : (
              <>
                {t("people.waiting")} <When at={person.link_expires_at} />
              </>
            )}
          </span>
        )}
      </div>
      <RoleBadge role={person.role} />
      {mayChange && (
        <Menu position="bottom-end" radius="md" shadow="md" width={230}>
          <Menu.Target>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={40}
              radius="xl"
              aria-label={t("people.menu", { name: person.name })}
            >
              <IconDots size={20} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {ORDERS.map(([order, Icon]) => (
              <Menu.Item
                key={order}
                leftSection={<Icon size={18} stroke={1.7} aria-hidden />}
                onClick={() => onOrder(order)}
              >
                {t(`people.order.${order}`)}
              </Menu.Item>
            ))}
            <Menu.Divider />
            <Menu.Item
              color="red"
              leftSection={<IconTrash size={18} stroke={1.7} aria-hidden />}
              onClick={() => onOrder("remove")}
            >
              {t("people.order.remove")}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </li>
  );
}
