import { stat } from "node:fs/promises";
import path from "node:path";
import { glob, isDynamicPattern } from "tinyglobby";
import { imageExtensions, isNamedLikeResult } from "./image-extensions";

export type FoundPhotos = {
  /** Absolute, each once, in the order of the command line; a folder's own by name. */
  files: string[];
  /** The deepest folder that holds everything that was named: what --out mirrors starts here. */
  root: string;
  /** Arguments that name no file, folder or matching pattern. */
  missing: string[];
  /** How many files were left out because they are named like results. */
  results: number;
};

/** Named files are taken whatever they are called; folders and patterns give files that are called like images. */
export async function findPhotos(inputs: string[]): Promise<FoundPhotos> {
  const found = await Promise.all(inputs.map(findInput));
  const all = [...new Set(found.flatMap(({ files }) => files))];
  const files = all.filter((file) => !isNamedLikeResult(file));
  const roots = found.filter((one) => one.exists).map((one) => one.root);
  return {
    files,
    root: roots.reduce(commonFolder, roots[0] ?? process.cwd()),
    missing: inputs.filter((_input, at) => !found[at]?.exists),
    results: all.length - files.length,
  };
}

type Found = { exists: boolean; root: string; files: string[] };

async function findInput(input: string): Promise<Found> {
  const file = path.resolve(input);
  const entry = await stat(file).catch(() => null);
  if (entry?.isDirectory()) return { exists: true, root: file, files: await listImages("**/*", file) };
  if (entry) return { exists: true, root: path.dirname(file), files: [file] };
  // On Windows a backslash separates folders; elsewhere it escapes a pattern's sign.
  const pattern = path.sep === "\\" ? input.replaceAll("\\", "/") : input;
  if (!isDynamicPattern(pattern)) return { exists: false, root: "", files: [] };
  const parts = pattern.split("/");
  const start = parts.findIndex((part) => /[*?[{]|[!+@]\(/.test(part));
  const root = path.resolve(parts.slice(0, start).join("/") || (pattern.startsWith("/") ? "/" : "."));
  const files = await listImages(parts.slice(start).join("/"), root);
  return { exists: files.length > 0, root, files };
}

async function listImages(pattern: string, cwd: string): Promise<string[]> {
  const files = await glob(pattern, { cwd, absolute: true, expandDirectories: false, followSymbolicLinks: false });
  const isImage = (file: string) => imageExtensions.includes(path.extname(file).slice(1).toLowerCase());
  return files
    .filter(isImage)
    .map((file) => path.normalize(file))
    .sort();
}

function commonFolder(one: string, other: string): string {
  let folder = one;
  while (path.relative(folder, other).split(path.sep)[0] === "..") folder = path.dirname(folder);
  return folder;
}
