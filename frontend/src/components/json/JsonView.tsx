import { Button } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";

import styles from "./JsonView.module.css";
import { columnsOf, isGroup, lineOf, shapeOf } from "./shape";

const FIRST = 25;
const OPEN_DEPTH = 1;

interface Props {
  value: unknown;
  /** How deep inside others it stands. */
  depth?: number;
}

/** JSON for people: rows as a table, groups with their names, the rest folded away. */
export function JsonView({ value, depth = 0 }: Props) {
  const { t } = useTranslation();
  switch (shapeOf(value)) {
    case "table":
      return <Table rows={value as Record<string, unknown>[]} />;
    case "list": {
      const items = value as unknown[];
      return items.length === 0 ? (
        <Plain value={t("json.empty")} />
      ) : (
        <Folded depth={depth} label={t("json.items", { count: items.length })}>
          <Items items={items} depth={depth} />
        </Folded>
      );
    }
    case "group": {
      const fields = Object.entries(isGroup(value) ? value : {});
      return fields.length === 0 ? (
        <Plain value={t("json.empty")} />
      ) : (
        <Folded depth={depth} label={t("json.fields", { count: fields.length })}>
          <Fields fields={fields} depth={depth} />
        </Folded>
      );
    }
    default:
      return <Plain value={value} />;
  }
}

function Plain({ value }: { value: unknown }) {
  const kind = value === null ? "null" : typeof value;
  return (
    <span className={styles.plain} data-kind={kind}>
      {lineOf(value)}
    </span>
  );
}

function Folded({ depth, label, children }: { depth: number; label: string; children: ReactNode }) {
  if (depth <= OPEN_DEPTH) {
    return children;
  }
  return (
    <details className={styles.nested}>
      <summary>{label}</summary>
      {children}
    </details>
  );
}

function Fields({ fields, depth }: { fields: [string, unknown][]; depth: number }) {
  const { shown, more } = useFirst(fields);
  return (
    <>
      <dl className={styles.group}>
        {shown.map(([name, inner]) => (
          <Field key={name} name={name}>
            <JsonView value={inner} depth={depth + 1} />
          </Field>
        ))}
      </dl>
      {more}
    </>
  );
}

function Field({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Items({ items, depth }: { items: unknown[]; depth: number }) {
  const { shown, more } = useFirst(items);
  return (
    <>
      <ul className={styles.list}>
        {shown.map((inner, index) => (
          <li key={index}>
            <JsonView value={inner} depth={depth + 1} />
          </li>
        ))}
      </ul>
      {more}
    </>
  );
}

function Table({ rows }: { rows: Record<string, unknown>[] }) {
  const columns = columnsOf(rows);
  const { shown, more } = useFirst(rows);
  return (
    <>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by keyboard */}
      <div className={styles.scroll} tabIndex={0} role="group">
        <table className={styles.table}>
          <thead>
            <tr>
              {columns.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, index) => (
              <tr key={index}>
                {columns.map((name) => (
                  <td key={name}>{lineOf(row[name])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {more}
    </>
  );
}

/** The first of many, and a button for the others. */
function useFirst<T>(all: readonly T[]): { shown: readonly T[]; more: ReactNode } {
  const { t } = useTranslation();
  const [most, setMost] = useState(FIRST);
  const left = all.length - most;
  return {
    shown: all.slice(0, most),
    more: left > 0 && (
      <Button variant="subtle" size="compact-sm" onClick={() => setMost(most * 4)}>
        {t("json.more", { count: left })}
      </Button>
    ),
  };
}
