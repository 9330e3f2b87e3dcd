import { Button, Skeleton } from "@mantine/core";
import { IconChevronLeft, IconPlayerPlay, IconPlayerStop, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";

import { allows } from "../api/roles";
import { useRoutines } from "../api/routines";
import { useSatelliteList } from "../api/satelliteList";
import { useSession } from "../api/session";
import { Page } from "../components/panel/Page";
import { PageHead } from "../components/panel/PageHead";
import { Section } from "../components/panel/Section";
import { Trouble } from "../components/panel/Trouble";
import { RoutineEditor } from "../components/routines/RoutineEditor";
import styles from "../components/routines/routines.module.css";
import { RoutineView } from "../components/routines/RoutineView";
import { RunSteps } from "../components/routines/RunSteps";
import { useRoutineOrders } from "../components/routines/useRoutineOrders";
import { NotFoundPage } from "./NotFoundPage";

const NEW = "new";
const LIST = "/schedules/routines";

/** One routine, to be made, changed and run. */
export function RoutinePage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { id = NEW } = useParams();
  const known = useRoutines();
  const satellites = useSatelliteList().data ?? [];
  const orders = useRoutineOrders();
  const mayChange = allows(useSession().data?.user.role ?? "", "adult");
  const routine = known.data?.routines.find((one) => one.id === id) ?? null;
  const back = (
    <Link to={LIST} className={styles.back ?? ""}>
      <IconChevronLeft size={17} aria-hidden />
      {t("schedules.routine.title")}
    </Link>
  );
  if (known.isPending) {
    return <Skeleton height={240} radius={20} m="lg" aria-busy="true" />;
  }
  if (known.error && !known.data) {
    return (
      <Page>
        <Trouble
          error={known.error}
          title={t("schedules.routine.notRead")}
          onRetry={() => void known.refetch()}
        />
      </Page>
    );
  }
  if (id === NEW) {
    return (
      <Page testId="routine-page">
        <PageHead above={back} title={t("schedules.routine.new")} />
        <RoutineEditor routine={null} satellites={satellites} onSaved={() => void navigate(LIST)} />
      </Page>
    );
  }
  if (!routine) {
    return <NotFoundPage />;
  }
  const { name, running, last_run: last } = routine;
  const editable = mayChange && routine.file === "";
  return (
    <Page testId="routine-page">
      <PageHead
        above={back}
        title={name}
        actions={
          <>
            {editable && (
              <Button
                variant="default"
                leftSection={<IconTrash size={18} aria-hidden />}
                data-testid="routine-delete"
                onClick={() => orders.remove(routine, () => void navigate(LIST))}
              >
                {t("schedules.deleteShort")}
              </Button>
            )}
            <Button
              variant="light"
              leftSection={
                running ? (
                  <IconPlayerStop size={18} aria-hidden />
                ) : (
                  <IconPlayerPlay size={18} aria-hidden />
                )
              }
              data-testid={running ? "routine-stop" : "routine-start"}
              onClick={() => (running ? orders.stop(routine) : orders.run(routine))}
            >
              {t(running ? "schedules.routine.stop" : "schedules.routine.run")}
            </Button>
          </>
        }
      />
      {last !== null && (
        <div style={{ marginBottom: 16 }}>
          <Section title={t(running ? "schedules.routine.progress" : "schedules.routine.lastRun")}>
            <div style={{ marginTop: 10 }}>
              <RunSteps run={last} />
            </div>
          </Section>
        </div>
      )}
      {editable ? (
        <RoutineEditor
          key={routine.id}
          routine={routine}
          satellites={satellites}
          onSaved={() => void navigate(LIST)}
        />
      ) : (
        <RoutineView routine={routine} />
      )}
    </Page>
  );
}
