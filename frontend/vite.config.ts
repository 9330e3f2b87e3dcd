import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

import { kioskShell } from "./tools/kioskShell";
import { precompress } from "./tools/precompress";
import manifest from "./package.json" with { type: "json" };

const HUB = process.env.OVA_HUB ?? "http://127.0.0.1:7123";

export default defineConfig({
  plugins: [react(), kioskShell(), precompress()],
  define: { __APP_VERSION__: JSON.stringify(manifest.version) },
  build: {
    target: "es2022",
    // The Content-Security-Policy allows files of our own origin only: no data: URLs.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // What the first page needs comes in one file: a hundred small ones cost more in headers
        // and round trips than all they hold.
        codeSplitting: { groups: [{ name: "first", tags: ["$initial"] }] },
      },
    },
  },
  server: {
    proxy: {
      "/api": HUB,
      "/healthz": HUB,
      "/socket.io": { target: HUB, ws: true },
    },
  },
  test: { environment: "node", include: ["src/**/*.test.ts"] },
});
