import { createHash } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import {
  type Manifest,
  type ManifestModel,
  manifestSchema,
} from "../../lib/colorize/providers/embedded/graphs/manifest-schema";
import { manifestName, readAddedManifest } from "../../lib/colorize/providers/embedded/graphs/read-manifest";
import { CommandError } from "../command-line";
import { describeGraph, type FileEntry } from "./describe-graph";
import { findDeoldifyValues } from "./find-deoldify-values";
import { findGraphFault } from "./find-graph-fault";
import { loadGraph } from "./load-graph";
import type { ModelKind } from "./model-kinds";
import { tryModel } from "./try-model";

type Addition = { file: string; kind: ModelKind; name: string; side?: number };

/**
 * Copies a checked graph into the operator's folder and names it in the manifest there. A model of the same name is replaced.
 * The weights come under a name of their own first, the manifest is swapped last: whoever reads it in between finds one or the other.
 * @throws {CommandError} the file is not a graph of that kind
 */
export async function addModel({ file, kind, name, side }: Addition, addedDir: string): Promise<ManifestModel> {
  const manifest = await readAddedManifest(addedDir);
  const weights = await readFile(file).catch((cause: Error) => {
    throw new CommandError(`can't be read (${cause.message})`);
  });
  const sha256 = createHash("sha256").update(weights).digest("hex");
  const entry = { name, file: `${name}-${sha256.slice(0, 8)}.onnx`, sha256, bytes: weights.length };
  const model = await checkGraph(weights, entry, kind, side);
  await mkdir(addedDir, { recursive: true, mode: 0o700 });
  await writeWhole(path.join(addedDir, model.file), weights);
  const replaced = manifest.models.filter((other) => other.name === name);
  await writeManifest(addedDir, {
    ...manifest,
    models: [...manifest.models.filter((other) => other.name !== name), model],
  });
  for (const { file: old } of replaced) if (old !== model.file) await rm(path.join(addedDir, old), { force: true });
  return model;
}

async function checkGraph(weights: Buffer, entry: FileEntry, kind: ModelKind, side?: number): Promise<ManifestModel> {
  const session = await loadGraph(weights);
  try {
    const model = describeGraph(session, entry, kind, side);
    const fault = findGraphFault(session, model);
    if (fault) throw new CommandError(fault);
    if (model.graph === "deoldify") model.values = await findDeoldifyValues(session, model);
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
async function writeWhole(file: string, content: Buffer | string): Promise<void> {
  const unfinished = `${file}.${process.pid}.part`;
  try {
    await writeFile(unfinished, content);
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}
