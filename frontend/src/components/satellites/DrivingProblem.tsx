import { Alert } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { type SatelliteInfo, useDrivingProblem } from "../../api/satellites";

/** Why the hub cannot drive a device of others that it uses. */
export function DrivingProblem({ satellite }: { satellite: SatelliteInfo }) {
  const { t } = useTranslation();
  const problem = useDrivingProblem(satellite);
  return (
    <div role="status">
      {problem !== null && (
        <Alert
          mb="md"
          radius="lg"
          color="orange"
          title={t("satellites.discovered.notDriven")}
          data-testid="driving-problem"
        >
          {problem.message} {problem.cure}
        </Alert>
      )}
    </div>
  );
}
