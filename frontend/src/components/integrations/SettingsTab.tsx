import { SchemaForm } from "../schema/SchemaForm";
import type { TabProps } from "./tabs";

/** The settings of an integration. */
export function SettingsTab({ integration }: TabProps) {
  return <SchemaForm key={integration.id} schema={{}} values={{}} onSubmit={() => undefined} />;
}
