// The budgets of CONTRIBUTING.md in numbers: sizes of files and functions, no `any`, names that say what a file does.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { measureSource } from "./measure-source";

/** Written by programs, for programs. */
const generated = ["lib/generated", "packages/client/src/types.ts"];
const folders = ["app", "components", "e2e", "lib", "models", "packages", "prisma", "scripts", "server", "tools"];
const budgets = {
  fileLines: 300,
  leastLines: 15,
  folderFiles: 20,
  medianLines: 60,
  p90Lines: 180,
  functionLines: 80,
  routeLines: 40,
};
const junkDrawer = /(^|\/)(utils?|helpers?|common|misc|shared)([./]|$)/;
const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/;
/** Next's own spellings of a folder: (group), [param], [...rest], _private, @slot. */
/** Files that Next finds by their name; most are short by nature. */
const nextFile = /(^|\/)(page|route|layout|error|not-found|loading|template|default)\.tsx?$/;
const nextFolder = /^(\([a-z.-]+\)|\[\[?(\.\.\.)?[a-z-]+\]\]?|[_@][a-z-]+)$/i;

function listFiles(root: string, folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const at = path.posix.join(folder, entry.name);
    if (generated.includes(at) || entry.name === "node_modules" || entry.name.startsWith(".")) return [];
    if (entry.isDirectory()) return listFiles(root, at);
    return /\.(ts|tsx|mts|mjs|css)$/.test(entry.name) && !entry.name.endsWith(".d.ts") ? [at] : [];
  });
}

function listNameFaults(file: string, text: string): string[] {
  const faults: string[] = [];
  if (junkDrawer.test(file)) faults.push(`${file}: name it after what it does`);
  const bad = file.split("/").find((part) => !kebab.test(part) && !nextFolder.test(part));
  if (bad) faults.push(`${file}: "${bad}" is not in kebab-case`);
  if (/(^|\/)index\.tsx?$/.test(file) && /^export .* from /m.test(text)) faults.push(`${file}: no index barrels`);
  return faults;
}

function listSizeFaults(file: string, text: string): string[] {
  const { lines, functions, anys, isTypesOnly } = measureSource(file, text);
  const faults: string[] = [];
  if (lines > budgets.fileLines) faults.push(`${file}: ${lines} lines, at most ${budgets.fileLines}`);
  if (lines < budgets.leastLines && !isTypesOnly && !nextFile.test(file) && !/\.(test|spec)\.tsx?$|\.css$/.test(file)) {
    faults.push(`${file}: ${lines} lines; merge it into the file beside it where a reader looks for it`);
  }
  if (/(^|\/)route\.ts$/.test(file) && lines > budgets.routeLines) {
    faults.push(`${file}: ${lines} lines, a route has at most ${budgets.routeLines}`);
  }
  for (const { name, line, lines: length } of functions) {
    if (length > budgets.functionLines) {
      faults.push(`${file}:${line}: ${name} has ${length} lines, at most ${budgets.functionLines}`);
    }
  }
  for (const line of anys) faults.push(`${file}:${line}: any`);
  return faults;
}

function listSpreadFaults(lineCounts: number[]): string[] {
  const sorted = [...lineCounts].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  const faults: string[] = [];
  if (at(0.5) > budgets.medianLines) faults.push(`median of ${at(0.5)} lines a file, at most ${budgets.medianLines}`);
  if (at(0.9) > budgets.p90Lines) faults.push(`90 % of files up to ${at(0.9)} lines, at most ${budgets.p90Lines}`);
  return faults;
}

/** Folders in which nobody finds a file at a glance. */
function listFolderFaults(root: string, folders: Iterable<string>): string[] {
  return [...folders].flatMap((folder) => {
    const files = readdirSync(path.join(root, folder), { withFileTypes: true }).filter((entry) => entry.isFile());
    if (files.length <= budgets.folderFiles) return [];
    return `${folder}: ${files.length} files, at most ${budgets.folderFiles}; divide it by topic`;
  });
}

/** One sentence per budget that the sources under `root` exceed. */
export function findBudgetFaults(root: string): string[] {
  const files = readdirSync(root)
    .filter((name) => folders.includes(name))
    .flatMap((folder) => listFiles(root, folder));
  const sources = files.map((file) => ({ file, text: readFileSync(path.join(root, file), "utf8") }));
  return [
    ...sources.flatMap(({ file, text }) => [...listNameFaults(file, text), ...listSizeFaults(file, text)]),
    ...listFolderFaults(root, new Set(files.map((file) => path.posix.dirname(file)))),
    ...listSpreadFaults(sources.map(({ text }) => text.split("\n").length - 1)),
  ];
}

if (process.argv[1] === import.meta.filename) {
  const faults = findBudgetFaults(process.cwd());
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
