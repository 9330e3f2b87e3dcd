import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

import type { Plugin } from "vite";

const COMPRESSIBLE = /\.(css|html|js|json|svg)$/;
const SMALLEST_BYTES = 1024;

const PACKERS = [
  {
    ending: ".br",
    pack: (data: Buffer) =>
      promisify(brotliCompress)(data, {
        params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
      }),
  },
  { ending: ".gz", pack: (data: Buffer) => promisify(gzip)(data, { level: 9 }) },
];

/** Write `.br` and `.gz` files beside the built ones, which the hub sends as they are. */
export function precompress(): Plugin {
  let folder = "";
  return {
    name: "precompress",
    apply: "build",
    configResolved: (config) => {
      folder = path.resolve(config.root, config.build.outDir);
    },
    closeBundle: async () => {
      const names = await readdir(folder, { recursive: true });
      await Promise.all(
        names
          .filter((name) => COMPRESSIBLE.test(name))
          .map((name) => pack(path.join(folder, name))),
      );
    },
  };
}

async function pack(file: string): Promise<void> {
  const data = await readFile(file);
  if (data.byteLength < SMALLEST_BYTES) {
    return;
  }
  for (const { ending, pack: compress } of PACKERS) {
    await writeFile(`${file}${ending}`, await compress(data));
  }
}
