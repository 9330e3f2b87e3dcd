import type { Integration } from "../../api/integrations";

/** An integration that is switched off, but for what is given. */
export function integration(given: Partial<Integration> & { id: string }): Integration {
  return {
    kind: "integration",
    name: given.id,
    description: "",
    state: given.enabled === true ? "loaded" : "not_loaded",
    reason: "",
    cure: "",
    warnings: [],
    version: "1.0.0",
    category: "",
    origin: "bundled",
    enabled: false,
    required_integrations: [],
    configurable: true,
    entities: 0,
    failures: 0,
    integration_id: given.id,
    account: "",
    message: "",
    retry_at: null,
    health: { dot: "off", text: "Off" },
    docs: "",
    signs_in: false,
    logo: "",
    quality: "",
    requirements_unmet: [],
    permissions: null,
    progress: "",
    offers: { entities: false },
    ...given,
  };
}
