import path from "node:path";
import * as ort from "onnxruntime-node";
import { AppError } from "../../../../errors/app-error";
import { createWith, type ExecutionProvider } from "./execution-provider";
import { type HashedFile, isUnchanged } from "./hash-file";
import type { ManifestModel, ModelOf } from "./manifest-schema";
import { callNative } from "./native-lock";
import type { GraphSession } from "./run-graph";

/** One of the studio's own graphs, ready to run, and its entry in the manifest. */
export type GraphModel<Role extends ManifestModel["role"]> = {
  session: GraphSession;
  description: ModelOf<Role>;
};

/**
 * The sessions of one engine. Lean ones give the memory of a run back after it, which takes a fifth more time; the others keep it
 * for the next run, several hundred megabytes in all. `models` are the SHA-256 of the weights in memory.
 */
export type Sessions = {
  isLean: boolean;
  opened: Set<ort.InferenceSession>;
  models: Set<string>;
  provider?: ExecutionProvider;
};

/** Frees what the sessions hold. They must not be used any more. */
export async function releaseSessions({ opened, models }: Sessions): Promise<void> {
  for (const session of opened) await callNative(() => session.release());
  opened.clear();
  models.clear();
}

/** Weights of a graph: a file that was verified, or the path of one that needs no check. */
export type Weights = HashedFile | string;

/** @param threads CPU threads of one run */
export async function openGraph<Role extends ManifestModel["role"]>(
  weights: Weights,
  description: ModelOf<Role>,
  threads: number,
  sessions?: Sessions,
): Promise<GraphModel<Role>> {
  return { session: await openSession(weights, threads, sessions), description };
}

/**
 * Opens a graph from its path: from a buffer, loading DDColor's large one took 2.2 GB at its peak instead of 1.3.
 * @param threads CPU threads of one run
 * @param sessions takes the session in, so that it can be released
 * @throws {AppError} not_configured when the file was verified and has changed since
 */
export async function openSession(
  weights: Weights,
  threads: number,
  sessions?: Sessions,
): Promise<ort.InferenceSession> {
  const options: ort.InferenceSession.SessionOptions = {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    // Threads that spin while they wait would starve the server on a small machine.
    extra: { session: { intra_op: { allow_spinning: "0" } } },
    // Shapes differ from photo to photo, and a memory plan per shape would never be freed.
    enableMemPattern: false,
    enableCpuMemArena: !sessions?.isLean,
  };
  const file = typeof weights === "string" ? weights : weights.path;
  const session = await createWith(sessions?.provider, (executionProviders) =>
    callNative(() => ort.InferenceSession.create(file, { ...options, executionProviders })),
  );
  if (typeof weights !== "string" && !(await isUnchanged(weights))) {
    await callNative(() => session.release());
    const detail = `The model file ${path.basename(file)} changed while it was loaded. The next photo loads it again.`;
    throw new AppError("not_configured", { detail });
  }
  sessions?.opened.add(session);
  return session;
}

/** A cache that opens each name on first use. After a failure the next use tries again. */
export function openOnce<Opened>(): (name: string, open: () => Promise<Opened>) => Promise<Opened> {
  const kept = new Map<string, Promise<Opened>>();
  return (name, open) => {
    const opening = kept.get(name) ?? open();
    kept.set(name, opening);
    opening.catch(() => kept.delete(name));
    return opening;
  };
}
