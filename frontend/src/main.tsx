import "@fontsource-variable/figtree/wght.css";
import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "./styles/global.css";

import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { App } from "./app/App";
import { startTranslations } from "./locales/i18n";

const root = document.getElementById("root");
if (!root) {
  throw new Error("The page has no element #root.");
}

await startTranslations();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
