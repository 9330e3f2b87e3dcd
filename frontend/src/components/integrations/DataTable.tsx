import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { DataBatch } from "../../api/integrationData";
import json from "../json/JsonView.module.css";

const FIRST = 60;

interface Props {
  batch: DataBatch;
}

/** Series as numbers, the latest date first. */
export function DataTable({ batch }: Props) {
  const { t, i18n } = useTranslation();
  const [most, setMost] = useState(FIRST);
  const names = Object.keys(batch.series);
  const number = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 6 });
  const places = batch.dates.map((_, index) => batch.dates.length - 1 - index).slice(0, most);
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by keyboard
    <div className={json.scroll} tabIndex={0} role="group" aria-label={batch.reference}>
      <table className={json.table} data-testid="data-table">
        <thead>
          <tr>
            <th scope="col">{t("data.date")}</th>
            {names.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {places.map((place) => (
            <tr key={place}>
              <th scope="row">{batch.dates[place]}</th>
              {names.map((name) => {
                const value = batch.series[name]?.[place] ?? null;
                return <td key={name}>{value === null ? "–" : number.format(value)}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {batch.dates.length > most && (
        <Button variant="subtle" size="compact-sm" onClick={() => setMost(most * 4)}>
          {t("json.more", { count: batch.dates.length - most })}
        </Button>
      )}
    </div>
  );
}
