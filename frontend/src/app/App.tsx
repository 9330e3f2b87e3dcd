import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import i18next from "i18next";
import { BrowserRouter } from "react-router";

import { whenSignedOut } from "../api/client";
import { followLanguage } from "../api/language";
import { queryClient } from "../api/queryClient";
import { endSession } from "../api/session";
import { ConnectionBanner } from "../components/ConnectionBanner";
import { ErrorBoundary } from "../components/ErrorBoundary";
import { cssVariables, theme } from "../styles/theme";
import { AppRoutes } from "./AppRoutes";

// public/color-scheme.js reads the same key before the first paint.
const colorScheme = localStorageColorSchemeManager({ key: "ova.color-scheme" });

followLanguage(queryClient, i18next);
whenSignedOut(() => void endSession());

/** The whole page: theme, data and routes. */
export function App() {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={colorScheme}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={queryClient}>
        <Notifications
          position="bottom-right"
          className="notices"
          containerWidth={360}
          zIndex={140}
          limit={3}
        />
        <ConnectionBanner />
        <BrowserRouter>
          <ErrorBoundary place="">
            <AppRoutes />
          </ErrorBoundary>
        </BrowserRouter>
      </QueryClientProvider>
    </MantineProvider>
  );
}
