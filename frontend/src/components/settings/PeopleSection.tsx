import { Button, Skeleton } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconUserPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import {
  useEndSessions,
  useNewLink,
  usePeople,
  useRemovePerson,
  type SignInLink,
} from "../../api/people";
import { allows } from "../../api/roles";
import { useSession } from "../../api/session";
import { Confirm } from "../panel/Confirm";
import panel from "../panel/panel.module.css";
import { Section } from "../panel/Section";
import { Trouble } from "../panel/Trouble";
import { AddPerson } from "./AddPerson";
import { ChoosePassword } from "./ChoosePassword";
import { EditPerson } from "./EditPerson";
import { type PersonOrder, PersonRow } from "./PersonRow";
import styles from "./rows.module.css";
import { SecretOnce } from "./SecretOnce";

interface Open {
  id: string;
  order: PersonOrder;
}

/** Who may come in, and as what. */
export function PeopleSection() {
  const { t } = useTranslation();
  const session = useSession().data;
  const people = usePeople();
  const [adding, setAdding] = useState(false);
  const [open, setOpen] = useState<Open | null>(null);
  const [link, setLink] = useState<(SignInLink & { name: string }) | null>(null);
  const newLink = useNewLink();
  const endSessions = useEndSessions();
  const remove = useRemovePerson();
  const person = people.data?.find(({ id }) => id === open?.id);
  const close = () => setOpen(null);
  const mayChange = allows(session?.user.role ?? "", "owner");
  const order = (id: string, name: string, what: PersonOrder) => {
    [newLink, endSessions, remove].forEach((one) => one.reset());
    if (what === "link") {
      newLink.mutate(id, { onSuccess: (made) => setLink({ ...made, name }) });
    } else {
      setOpen({ id, order: what });
    }
  };
  return (
    <div className={panel.stack}>
      <Section
        title={t("people.title")}
        testId="people"
        aside={
          mayChange && (
            <Button
              leftSection={<IconUserPlus size={18} aria-hidden />}
              onClick={() => setAdding(true)}
              data-testid="person-add"
            >
              {t("people.add")}
            </Button>
          )
        }
      >
        <p className={panel.dimmed}>{t("people.help")}</p>
        {people.isPending && <Skeleton height={120} radius={16} mt="md" aria-busy="true" />}
        <Trouble
          error={people.error}
          title={t("people.unread")}
          onRetry={() => void people.refetch()}
        />
        <Trouble
          error={newLink.error ?? endSessions.error ?? remove.error}
          title={t("people.failed")}
        />
        {people.data && (
          <ul className={styles.rows} aria-label={t("people.title")}>
            {people.data.map((one) => (
              <PersonRow
                key={one.id}
                person={one}
                me={one.id === session?.user.id}
                mayChange={mayChange}
                onOrder={(what) => order(one.id, one.name, what)}
              />
            ))}
          </ul>
        )}
      </Section>
      {adding && (
        <AddPerson
          onClose={() => setAdding(false)}
          onAdded={({ user, link: made }) => {
            setAdding(false);
            if (made) {
              setLink({ ...made, name: user.name });
            }
          }}
        />
      )}
      {person && open?.order === "edit" && <EditPerson person={person} onClose={close} />}
      {person && open?.order === "password" && (
        <ChoosePassword
          person={person}
          onClose={close}
          onDone={() => {
            close();
            notifications.show({ message: t("people.passwordDone", { name: person.name }) });
          }}
        />
      )}
      <Confirm
        opened={person !== undefined && open?.order === "signOut"}
        title={t("people.signOutTitle", { name: person?.name ?? "" })}
        text={t("people.signOutText")}
        action={t("people.order.signOut")}
        onClose={close}
        onConfirm={() => {
          endSessions.mutate(open?.id ?? "");
          close();
        }}
      />
      <Confirm
        opened={person !== undefined && open?.order === "remove"}
        title={t("people.removeTitle", { name: person?.name ?? "" })}
        text={t("people.removeText")}
        action={t("people.order.remove")}
        onClose={close}
        onConfirm={() => {
          remove.mutate(open?.id ?? "");
          close();
        }}
      />
      <SecretOnce
        opened={link !== null}
        title={t("people.linkTitle", { name: link?.name ?? "" })}
        help={t("people.linkHelp")}
        label={t("people.link")}
        value={link ? `${window.location.origin}/join#${link.link}` : ""}
        onClose={() => setLink(null)}
      />
    </div>
  );
}
