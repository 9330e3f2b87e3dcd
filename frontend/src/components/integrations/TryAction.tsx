import { Alert, Button, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { type Action, type ActionAnswer, useOrder } from "../../api/integrationActions";
import { ApiError } from "../../api/problem";
import { JsonView } from "../json/JsonView";
import { SchemaForm } from "../schema/SchemaForm";
import styles from "../panel/panel.module.css";
import { costText, durationText } from "../panel/times";
import { Trouble } from "../panel/Trouble";

const NOTHING = {};

interface Props {
  entryId: string;
  action: Action;
}

/** The form of an action made from its schema, and what came of ordering it. */
export function TryAction({ entryId, action }: Props) {
  const { t } = useTranslation();
  const order = useOrder(entryId, action.name);
  const atFields = order.error instanceof ApiError && Object.keys(order.error.fields).length > 0;
  return (
    <div className={styles.sunken} data-testid="try-form">
      <SchemaForm
        schema={action.input_schema}
        values={NOTHING}
        name={`try${action.name.replace(/[^a-z]/gi, "")}`}
        error={order.error}
        disabled={order.isPending}
        onSubmit={(values) => order.mutate(values)}
      >
        {action.risky && (
          <Text size="sm" c="dimmed">
            {t("actions.reallyHappens")}
          </Text>
        )}
        <div>
          <Button type="submit" loading={order.isPending} data-testid="try-run">
            {t("actions.run")}
          </Button>
        </div>
      </SchemaForm>
      <div aria-live="polite">
        {!atFields && <Trouble error={order.error} title={t("actions.failed")} />}
        {order.data && <Answer answer={order.data} />}
      </div>
    </div>
  );
}

function Answer({ answer }: { answer: ActionAnswer }) {
  const { t, i18n } = useTranslation();
  const facts = [durationText(answer.duration_ms, i18n.language)];
  if (answer.cost_usd !== null) {
    facts.push(costText(answer.cost_usd, i18n.language));
  }
  return (
    <Alert
      mt="md"
      radius="lg"
      color="fern"
      title={answer.message === "" ? t("actions.done") : answer.message}
      data-testid="try-result"
    >
      {answer.data !== null && <JsonView value={answer.data} />}
      <ul className={styles.facts}>
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
    </Alert>
  );
}
