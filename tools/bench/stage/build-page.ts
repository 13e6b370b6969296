import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { compile } from "tailwindcss";
import { glob } from "tinyglobby";

const repository = path.resolve(import.meta.dirname, "../../..");
const require = createRequire(import.meta.url);

/** One component's page without Next: in seconds, where a build of the studio takes minutes. */
export async function buildPage(entry: string): Promise<{ script: string; style: string }> {
  const [script, style] = await Promise.all([bundle(entry), compileStyle(entry)]);
  return { script, style };
}

async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    absWorkingDir: repository,
    bundle: true,
    write: false,
    minify: true,
    format: "iife",
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"' },
  });
  return outputFiles[0]?.text ?? "";
}

/** Tailwind's rules for every class name in the page and the components, and the tokens of our own design. */
async function compileStyle(entry: string): Promise<string> {
  const files = await glob([entry, "components/{ui,workbench}/**/*.tsx"], { cwd: repository, absolute: true });
  const sources = await Promise.all(files.map((file) => readFile(file, "utf8")));
  const words = new Set(sources.flatMap((source) => source.match(/[^\s"'`]+/g) ?? []));
  const { build: buildStyle } = await compile('@import "tailwindcss"; @config "./tailwind.config.ts";', {
    base: repository,
    loadStylesheet: async (id, base) => {
      const file = require.resolve(id === "tailwindcss" ? "tailwindcss/index.css" : id);
      return { path: file, base, content: await readFile(file, "utf8") };
    },
    loadModule: async (id, base) => {
      const file = path.resolve(base, id);
      const { default: module } = (await import(pathToFileURL(file).href)) as { default: object };
      return { path: file, base, module };
    },
  });
  return buildStyle([...words]);
}
