import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const dependencies = z.record(z.string(), z.string()).default({});
const manifestSchema = z.object({
  name: z.string(),
  version: z.string().default(""),
  private: z.boolean().default(false),
  dependencies,
  devDependencies: dependencies,
  peerDependencies: dependencies,
});
const lockSchema = z.looseObject({ version: z.string(), packages: z.record(z.string(), z.looseObject({})) });

/** A package of the repository; `folder` is empty for the product itself. */
export type Manifest = z.infer<typeof manifestSchema> & { folder: string };

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));

/** The product's package.json and those of its workspaces, each after the ones that it depends on. */
export function readManifests(root: string): Manifest[] {
  const parent = path.join(root, "packages");
  const folders = existsSync(parent) ? readdirSync(parent).map((name) => `packages/${name}`) : [];
  const workspaces = folders
    .filter((folder) => existsSync(path.join(root, folder, "package.json")))
    .map((folder) => readManifest(root, folder));
  const sorted: Manifest[] = [];
  const add = (manifest: Manifest) => {
    if (sorted.includes(manifest)) return;
    const needed = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
    for (const other of workspaces) if (other !== manifest && needed.includes(other.name)) add(other);
    sorted.push(manifest);
  };
  workspaces.forEach(add);
  return [readManifest(root, ""), ...sorted];
}

const readManifest = (root: string, folder: string): Manifest => ({
  ...manifestSchema.parse(readJson(path.join(root, folder, "package.json"))),
  folder,
});

/** Replaces a value where it stands, so that the file keeps its own format. */
const replaceValue = (text: string, key: string, from: string, to: string) =>
  text.replace(`"${key}": "${from}"`, `"${key}": "${to}"`);

/**
 * Writes `version` into every package.json, into what they say of each other, and into package-lock.json.
 * @returns the files that changed, from `root`
 */
export function setVersion(root: string, manifests: Manifest[], version: string): string[] {
  const files = manifests.map(({ folder }) => path.posix.join(folder, "package.json"));
  for (const [at, manifest] of manifests.entries()) {
    const file = path.join(root, files[at] ?? "");
    let text = replaceValue(readFileSync(file, "utf8"), "version", manifest.version, version);
    for (const other of manifests) text = replaceValue(text, other.name, other.version, version);
    writeFileSync(file, text);
  }
  const lockFile = path.join(root, "package-lock.json");
  const lock = lockSchema.parse(readJson(lockFile));
  lock.version = version;
  for (const { folder } of manifests) {
    const entry = lock.packages[folder];
    if (!entry) continue;
    const fresh = manifestSchema.parse(readJson(path.join(root, folder, "package.json")));
    entry.version = version;
    for (const kind of ["dependencies", "devDependencies", "peerDependencies"] as const) {
      if (entry[kind]) entry[kind] = fresh[kind];
    }
  }
  writeFileSync(lockFile, `${JSON.stringify(lock, null, 2)}\n`);
  return [...files, "package-lock.json"];
}
