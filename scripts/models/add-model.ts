import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { findDeoldifyValues } from "../../lib/colorize/providers/embedded/graphs/find-deoldify-values";
import type { HashedFile } from "../../lib/colorize/providers/embedded/graphs/hash-file";
import {
  type Manifest,
  type ManifestModel,
  manifestSchema,
} from "../../lib/colorize/providers/embedded/graphs/manifest-schema";
import { manifestName, readAddedManifest } from "../../lib/colorize/providers/embedded/graphs/read-manifest";
import { CommandError } from "../command-line";
import { describeGraph, type FileEntry } from "./describe-graph";
import { findGraphFault } from "./find-graph-fault";
import { findLamaValues } from "./find-lama-values";
import { copyGraphFile, readGraphFile } from "./graph-file";
import { loadGraph } from "./load-graph";
import type { ModelKind } from "./model-kinds";
import { tryModel } from "./try-model";

type Addition = {
  file: string;
  kind: ModelKind;
  name: string;
  side?: number;
  /** The file is already in the operator's folder, for nothing else: it is renamed and not copied. */
  isOurs?: boolean;
};

/**
 * Brings a checked graph into the operator's folder and names it in the manifest there. A model of the same name is replaced.
 * The weights come under a name of their own first, the manifest is swapped last: whoever reads it in between finds one or the other.
 * @throws {CommandError} the file is not a graph of that kind
 */
export async function addModel(
  { file, kind, name, side, isOurs = false }: Addition,
  addedDir: string,
): Promise<ManifestModel> {
  const manifest = await readAddedManifest(addedDir);
  const weights = await readGraphFile(file);
  const { sha256, bytes } = weights;
  const entry = { name, file: `${name}-${sha256.slice(0, 8)}.onnx`, sha256, bytes };
  const model = await checkGraph(weights, entry, kind, side);
  await mkdir(addedDir, { recursive: true, mode: 0o700 });
  const target = path.join(addedDir, model.file);
  if (isOurs) await rename(file, target);
  else await copyGraphFile(weights, target);
  const replaced = manifest.models.filter((other) => other.name === name);
  await writeManifest(addedDir, {
    ...manifest,
    models: [...manifest.models.filter((other) => other.name !== name), model],
  });
  for (const { file: old } of replaced) if (old !== model.file) await rm(path.join(addedDir, old), { force: true });
  return model;
}

async function checkGraph(
  weights: HashedFile,
  entry: FileEntry,
  kind: ModelKind,
  side?: number,
): Promise<ManifestModel> {
  const session = await loadGraph(weights);
  try {
    const model = describeGraph(session, entry, kind, side);
    const fault = findGraphFault(session, model);
    if (fault) throw new CommandError(fault);
    if (model.graph === "deoldify") model.values = await findDeoldifyValues(session, model);
    if (model.graph === "lama") model.values = await findLamaValues(session, model);
    await tryModel(session, model);
    return model;
  } catch (cause) {
    if (cause instanceof CommandError || !(cause instanceof Error)) throw cause;
    throw new CommandError(`fails when it is run (${cause.message.split("\n")[0]?.slice(0, 200)})`);
  } finally {
    await session.release();
  }
}

async function writeManifest(dir: string, manifest: Manifest): Promise<void> {
  await writeWhole(path.join(dir, manifestName), `${JSON.stringify(manifestSchema.parse(manifest), null, 2)}\n`);
}

/** Under its final name the file is whole or not there. */
async function writeWhole(file: string, content: string): Promise<void> {
  const unfinished = `${file}.${process.pid}.part`;
  try {
    await writeFile(unfinished, content);
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}
