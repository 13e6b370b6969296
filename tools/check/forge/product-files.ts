import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const packageSchema = z.object({
  scripts: z.record(z.string(), z.string()),
  engines: z.object({ node: z.string() }),
});

/** What the forge's files refer to: files, npm scripts, settings, the Node version. */
export type ProductFiles = {
  root: string;
  has(file: string): boolean;
  read(file: string): string;
  scripts: Record<string, string>;
  /** Names of the settings that .env.example explains. */
  settings: Set<string>;
  /** Major versions: the one to develop with, from .nvmrc, and the oldest supported one. */
  node: { usual: string; oldest: string };
};

/** Reads the product under `root`, an absolute path. */
export function readProduct(root: string): ProductFiles {
  const read = (file: string) => readFileSync(path.join(root, file), "utf8");
  const { scripts, engines } = packageSchema.parse(JSON.parse(read("package.json")));
  const settings = [...read(".env.example").matchAll(/^# ([A-Z][A-Z0-9_]+)=/gm)].map(([, name = ""]) => name);
  return {
    root,
    has: (file) => existsSync(path.join(root, file)),
    read,
    scripts,
    settings: new Set(settings),
    node: { usual: read(".nvmrc").trim(), oldest: /\d+/.exec(engines.node)?.[0] ?? "" },
  };
}

/** Sentences about files and npm scripts that a command line names but the product lacks. */
export function findCommandFaults(product: ProductFiles, command: string): string[] {
  const scripts = [...command.matchAll(/npm (?:run(?: -s)? )([\w:-]+)/g)].map(([, name = ""]) => name);
  const files = command.match(/(?<![\w/.-])\.?[\w/.-]*\/[\w.-]+\.(?:ts|mjs|js|sh)\b|(?<=^|\s)\.ci\/\w+/gm) ?? [];
  return [
    ...scripts.filter((name) => !product.scripts[name]).map((name) => `no npm script "${name}"`),
    ...files.filter((file) => !product.has(file)).map((file) => `no file ${file}`),
  ];
}
