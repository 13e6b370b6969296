import os from "node:os";
import { formatBytes } from "../../../../format/format-files";
import type { PlacedModel } from "./select-models";

/**
 * What a studio takes at its peak, from measurements (models/README.md): 1.0 GB with its own models and one worker; with DDColor's large
 * network, a file of 912 MB, 4.07 GB with one worker and 7.54 GB with two. So a worker takes 3.4 times the bytes of its files beside them.
 */
const studioBytes = 600_000_000;
const workerBytes = 400_000_000;
const perFileByte = 3.4;

/** From this size on a second copy is worth a word. */
const bigBytes = 200_000_000;

type Sized = Pick<PlacedModel, "name" | "bytes">;

/** Bytes of memory at the peak of a studio whose workers have these models beside the shipped ones. */
export function neededMemory(models: readonly Pick<Sized, "bytes">[], workers: number): number {
  const bytes = models.reduce((sum, model) => sum + model.bytes, 0);
  return studioBytes + workers * (workerBytes + Math.round(bytes * perFileByte));
}

/** Bytes of memory that this process may use: the machine's, or less where a container's limit says so. */
export function readMachineMemory(): number {
  // 0 where nothing limits it or nothing is known; a number beyond the machine's where the limit is "none".
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, os.totalmem()) : os.totalmem();
}

/**
 * A sentence for the operator when models that were added need more memory than there is, or several workers load big ones; null when
 * neither is so.
 */
export function explainMemory(models: readonly Sized[], workers: number, machineBytes: number): string | null {
  const needed = neededMemory(models, workers);
  const names = models.map(({ name, bytes }) => `${name} (${formatBytes(bytes)})`).join(", ");
  const takes = `${names} in ${workers === 1 ? "one engine worker" : `${workers} engine workers`} takes up to about ${formatBytes(needed)} of memory`;
  const isBig = models.some(({ bytes }) => bytes >= bigBytes);
  if (models.length > 0 && needed > machineBytes) {
    const advice = workers > 1 ? "Set ENGINE_WORKERS=1 or choose" : "Choose";
    return `${takes}, and this machine has ${formatBytes(machineBytes)}. ${advice} a smaller model, or photos may end the process.`;
  }
  if (isBig && workers > 1) return `${takes}: each of ENGINE_WORKERS loads a copy. ENGINE_WORKERS=1 takes less.`;
  return null;
}
