import { Button, Group, Skeleton } from "@mantine/core";
import { IconPlus, IconShoppingCart } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";

import { type ListKind, type SharedList, useLists } from "../api/lists";
import { allows } from "../api/roles";
import { useSession } from "../api/session";
import { ListDialog } from "../components/lists/ListDialog";
import { ListSheet } from "../components/lists/ListSheet";
import { ListTabs } from "../components/lists/ListTabs";
import { useListDesk } from "../components/lists/useListDesk";
import { EmptyState } from "../components/panel/EmptyState";
import { Page } from "../components/panel/Page";
import { PageHead } from "../components/panel/PageHead";
import { Trouble } from "../components/panel/Trouble";

type Editing = { list: SharedList | null; kind: ListKind } | null;

/** Shopping and to-do lists the household shares, at home and in the shop. */
export function ListsPage() {
  const { t } = useTranslation();
  const { id } = useParams();
  const navigate = useNavigate();
  const lists = useLists();
  const desk = useListDesk();
  const mayEdit = allows(useSession().data?.user.role ?? "", "adult");
  const [editing, setEditing] = useState<Editing>(null);
  const known = lists.data ?? [];
  const shown = known.find((list) => list.id === id) ?? known[0];
  const show = (list: SharedList) =>
    void navigate(`/lists/${encodeURIComponent(list.id)}`, { replace: true });
  return (
    <Page testId="lists-page">
      <PageHead
        title={t("lists.title")}
        intro={t("lists.intro")}
        actions={
          mayEdit &&
          known.length > 0 && (
            <Button
              leftSection={<IconPlus size={18} aria-hidden />}
              onClick={() => setEditing({ list: null, kind: "other" })}
              data-testid="list-new"
            >
              {t("lists.new")}
            </Button>
          )
        }
      />
      <Trouble
        error={lists.error}
        title={t("lists.notRead")}
        onRetry={() => void lists.refetch()}
      />
      {lists.isPending && (
        <div aria-busy="true" aria-label={t("app.loading")}>
          <Skeleton height={44} width={260} radius={22} mb={18} />
          <Skeleton height={320} maw={640} radius={22} />
        </div>
      )}
      {lists.data?.length === 0 && (
        <EmptyState icon={IconShoppingCart} title={t("lists.empty")} testId="lists-empty">
          {t("lists.emptyText")}
          {mayEdit && (
            <Group justify="center" mt="md">
              {(["shopping", "todo", "other"] as const).map((kind) => (
                <Button
                  key={kind}
                  variant={kind === "shopping" ? "filled" : "default"}
                  onClick={() => setEditing({ list: null, kind })}
                  data-testid={`list-new-${kind}`}
                >
                  {t(kind === "other" ? "lists.new" : `lists.kind_${kind}`)}
                </Button>
              ))}
            </Group>
          )}
        </EmptyState>
      )}
      {shown && (
        <>
          <ListTabs lists={known} shown={shown.id} />
          <ListSheet
            key={shown.id}
            list={shown}
            desk={desk}
            mayEdit={mayEdit}
            onEdit={() => setEditing({ list: shown, kind: shown.kind })}
            onDelete={() =>
              desk.undoable(
                { list: shown.id, do: "delete" },
                t("lists.deleted", { name: shown.name }),
              )
            }
          />
        </>
      )}
      {editing !== null && (
        <ListDialog
          list={editing.list && (known.find((one) => one.id === editing.list?.id) ?? editing.list)}
          kind={editing.kind}
          onClose={() => setEditing(null)}
          onMade={show}
        />
      )}
    </Page>
  );
}
