import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

import { type Plugin, type Rolldown, transformWithOxc } from "vite";

const SOURCE = "src/kiosk/worker/kioskWorker.ts";
const WORKER = "kiosk-worker.js";
const KIOSK = "/src/pages/KioskPage.tsx";
const TEXTS = "/src/locales/";
const OTHER_PAGES = "/src/pages/";

/**
 * Write the worker that keeps the wall tablet's page while the hub is away: `kiosk-worker.js`, with
 * the names of the files of that page. One list of files is all that is needed of the build, which
 * is why this is no package with a few hundred others behind it.
 */
export function kioskShell(): Plugin {
  let root = "";
  let publicFolder = "";
  return {
    name: "kiosk-shell",
    apply: "build",
    enforce: "post",
    configResolved: (config) => {
      root = config.root;
      publicFolder = config.publicDir;
    },
    async generateBundle(_options, bundle) {
      const source = path.join(root, SOURCE);
      const copied = (await readdir(publicFolder)).sort();
      const page = textOf(bundle, "index.html");
      const files = [...filesOf(bundle, page), ...copied].map((name) => `/${name}`).sort();
      const build = createHash("sha256").update(files.join("\n"));
      for (const name of copied) {
        build.update(await readFile(path.join(publicFolder, name)));
      }
      build.update(page);
      const { code } = await transformWithOxc(await readFile(source, "utf8"), source);
      this.emitFile({
        type: "asset",
        fileName: WORKER,
        source: code
          .replaceAll("__KIOSK_BUILD__", JSON.stringify(build.digest("hex").slice(0, 16)))
          .replaceAll("__KIOSK_FILES__", JSON.stringify(files)),
      });
    },
  };
}

function textOf(bundle: Rolldown.OutputBundle, name: string): string {
  const found = Object.values(bundle).find(({ fileName }) => fileName === name);
  return found?.type === "asset" ? found.source.toString() : "";
}

/** The names of the files the tablet's page may load, in the languages there are. */
function filesOf(bundle: Rolldown.OutputBundle, page: string): Set<string> {
  const chunks = Object.values(bundle).filter((one) => one.type === "chunk");
  const named = new Map(chunks.map((one) => [one.fileName, one]));
  const found = new Set<string>();
  const take = (name: string, everything: boolean) => {
    const chunk = named.get(name);
    if (chunk === undefined || found.has(name)) {
      return;
    }
    found.add(name);
    chunk.viteMetadata?.importedCss.forEach((one) => found.add(one));
    chunk.viteMetadata?.importedAssets.forEach((one) => found.add(one));
    chunk.imports.forEach((one) => take(one, everything));
    for (const one of chunk.dynamicImports) {
      const about = named.get(one);
      if (holds(about, TEXTS) || (everything && !holds(about, OTHER_PAGES))) {
        take(one, everything);
      }
    }
  };
  const kiosk = chunks.find((one) => holds(one, KIOSK));
  if (kiosk === undefined || page === "") {
    throw new Error(`There is no page ${KIOSK} any more that a tablet could keep.`);
  }
  Object.keys(bundle)
    .filter((name) => page.includes(`/${name}"`))
    .forEach((name) => (named.has(name) ? take(name, false) : found.add(name)));
  take(kiosk.fileName, true);
  return found;
}

function holds(chunk: Rolldown.OutputChunk | undefined, part: string): boolean {
  return chunk?.moduleIds.some((id) => id.includes(part)) ?? false;
}
