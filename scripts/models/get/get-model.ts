import { mkdir, stat } from "node:fs/promises";
import path from "node:path";
import { explainMemory, readMachineMemory } from "../../../lib/colorize/providers/embedded/engine/needed-memory";
import { hashFile } from "../../../lib/colorize/providers/embedded/graphs/hash-file";
import { readAddedManifest } from "../../../lib/colorize/providers/embedded/graphs/read-manifest";
import { formatBytes } from "../../../lib/format/format-files";
import { type CatalogueEntry, sizeOf } from "../../../lib/operator/upkeep/catalogue/read-catalogue";
import { readUsableBytes } from "../../../lib/storage/disk-space";
import { CommandError } from "../../command-line";
import { agreeToLicense, type Consent } from "./agree-to-license";
import { describeByHand } from "./describe-by-hand";
import { downloadFile } from "./download-file";
import type { Network } from "./network";
import type { Progress } from "./receive-file";

export type GetPlace = {
  /** DATA_DIR/models. */
  addedDir: string;
  settings: {
    DATA_DIR: string;
    MIN_FREE_DISK_MB: number;
    ENGINE_WORKERS: number;
    MODELS_MIRROR?: string;
    MODELS_OFFLINE: boolean;
  };
  /** Opened only when something is fetched. */
  openNetwork(): Network;
  onProgress: Progress;
  /** A line for people. */
  say(line: string): void;
};

/**
 * Brings the file of a catalogue entry to this machine: as it was put there by hand, or from its addresses. The file that comes back is
 * right, to the byte; null when the model is there already.
 * @throws {CommandError} nobody agreed, offline, no room, or no address has it; what the sentence says
 */
export async function getFile(entry: CatalogueEntry, consent: Consent, place: GetPlace): Promise<string | null> {
  const { addedDir, settings, say } = place;
  if (await isAdded(entry, addedDir)) return null;
  const byHand = path.join(addedDir, entry.file);
  const found = await hashFile(byHand).catch(() => null);
  const isRight = found?.sha256 === entry.sha256;
  if (found && !isRight) say(`${byHand} is another file: its SHA-256 is ${found.sha256}. It is left alone.`);
  const addresses = listAddresses(entry, settings.MODELS_MIRROR);
  if (!isRight && settings.MODELS_OFFLINE) throw new CommandError(describeByHand(entry, addresses, byHand));
  warnOfMemory(entry, place);
  await mkdir(addedDir, { recursive: true, mode: 0o700 });
  if (!isRight) await needRoom(entry, place);
  await agreeToLicense(entry, consent, say);
  if (isRight) {
    say(`${byHand} is there already and right. Nothing is downloaded.`);
    return byHand;
  }
  const partPath = `${byHand}.part`;
  const network = place.openNetwork();
  try {
    await downloadFile({ entry, addresses, partPath, network, say, onProgress: place.onProgress });
  } finally {
    await network.dispatcher.close();
  }
  return partPath;
}

/** The mirror first. It serves files under their published names. */
function listAddresses({ addresses, file }: CatalogueEntry, mirror: string | undefined): string[] {
  return mirror ? [`${mirror.replace(/\/+$/, "")}/${file}`, ...addresses] : addresses;
}

async function isAdded({ sha256 }: CatalogueEntry, addedDir: string): Promise<boolean> {
  const { models } = await readAddedManifest(addedDir);
  const model = models.find((added) => added.sha256 === sha256);
  if (!model) return false;
  return (await hashFile(path.join(addedDir, model.file)).catch(() => null))?.sha256 === sha256;
}

function warnOfMemory(entry: CatalogueEntry, { settings, say }: GetPlace): void {
  const bytes = sizeOf(entry);
  const model = { name: entry.name, bytes: bytes ?? 0 };
  const warning = bytes && explainMemory([model], settings.ENGINE_WORKERS, readMachineMemory());
  if (warning) say(warning);
}

/** A file is moved into its place, so it needs its size once. Photos keep what MIN_FREE_DISK_MB leaves them. */
async function needRoom(entry: CatalogueEntry, { addedDir, settings }: GetPlace): Promise<void> {
  const size = sizeOf(entry);
  const here = await stat(path.join(addedDir, `${entry.file}.part`)).catch(() => ({ size: 0 }));
  const usable = await readUsableBytes(settings);
  if (size === null || size - here.size <= usable) return;
  throw new CommandError(
    `${entry.file} needs ${formatBytes(size - here.size)} of the disk of DATA_DIR, where ${formatBytes(Math.max(0, usable))} may be used ` +
      `(${settings.MIN_FREE_DISK_MB} MB stay free for photos: MIN_FREE_DISK_MB). Nothing was downloaded.`,
  );
}
