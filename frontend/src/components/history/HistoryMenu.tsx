import { ActionIcon, Menu } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconDotsVertical, IconDownload, IconMessageOff, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { useForget } from "../../api/history";
import { type RunFilter, toQuery } from "../../history/filters";
import { Confirm } from "../panel/Confirm";
import { notDone } from "../panel/notDone";
import { ReportsDialog } from "./ReportsDialog";

interface Props {
  filter: RunFilter;
  /** How many runs fit the filter. */
  count: number;
}

/** What can be done with the history as a whole. */
export function HistoryMenu({ filter, count }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [asking, ask] = useDisclosure(false);
  const [reports, showReports] = useDisclosure(false);
  const clear = useForget("/api/runs");
  const clearNow = () => {
    ask.close();
    clear.mutate(undefined, {
      onSuccess: () => void navigate("/history"),
      onError: (error) => notDone(error, t("history.notDeleted")),
    });
  };
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={38}
            aria-label={t("history.more")}
            data-testid="history-more"
          >
            <IconDotsVertical size={20} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            component="a"
            href={`/api/runs/export?${toQuery(filter).toString()}`}
            download
            leftSection={<IconDownload size={18} aria-hidden />}
            data-testid="history-export"
          >
            {t("history.export", { count })}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconMessageOff size={18} aria-hidden />}
            onClick={showReports.open}
            data-testid="history-reports"
          >
            {t("history.reports.title")}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={18} aria-hidden />}
            onClick={ask.open}
            data-testid="history-clear"
          >
            {t("history.clear")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Confirm
        opened={asking}
        title={t("history.clearTitle")}
        text={t("history.clearText")}
        action={t("history.clear")}
        onConfirm={clearNow}
        onClose={ask.close}
      />
      <ReportsDialog opened={reports} onClose={showReports.close} />
    </>
  );
}
