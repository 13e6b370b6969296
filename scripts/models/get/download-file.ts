import { formatBytes } from "../../../lib/format/format-files";
import type { CatalogueEntry } from "../../../lib/operator/upkeep/catalogue/read-catalogue";
import { CommandError } from "../../command-line";
import { AddressFault } from "./address-fault";
import type { Network } from "./network";
import { PartFile } from "./part-file";
import { type Progress, receiveFile } from "./receive-file";

/** How often one address is asked while each try brings something, and how often it may make us begin anew. */
const mostTries = 50;
const mostRestarts = 3;

export type Download = {
  entry: CatalogueEntry;
  /** Tried in turn. */
  addresses: readonly string[];
  /** Where the file grows. */
  partPath: string;
  network: Network;
  onProgress: Progress;
  say(line: string): void;
};

/**
 * Downloads a file until its size and SHA-256 are right, from the first address that has it; goes on with what an earlier try left. The
 * file is then complete at `partPath`.
 * @throws {CommandError} no address has it, with what was wrong at each; or the disk
 */
export async function downloadFile(download: Download): Promise<void> {
  const { entry, addresses, partPath, say } = download;
  const part = await PartFile.open(partPath);
  let isComplete = false;
  try {
    if (part.bytes > 0) say(`${formatBytes(part.bytes)} of ${entry.file} are here already.`);
    if (entry.bytes !== null && part.bytes > entry.bytes) await part.restart();
    const faults: string[] = [];
    for (const address of addresses) {
      const fault = await tryAddress(address, part, download);
      isComplete = fault === null;
      if (fault === null) return;
      say(`${address} ${fault}.`);
      faults.push(`  ${address} ${fault}.`);
    }
    throw new CommandError(`No address has ${entry.file}:\n${faults.join("\n")}\n${adviceFor(part)}`);
  } finally {
    await part.close();
    if (isComplete) await part.removeNotes();
    else if (part.bytes === 0) await part.remove();
  }
}

function adviceFor({ bytes }: PartFile): string {
  const rest = bytes > 0 ? `${formatBytes(bytes)} stay here; the same command goes on from there. ` : "";
  return `${rest}Set MODELS_MIRROR to another place that has it, or HTTPS_PROXY; MODELS_OFFLINE=true says how to bring it by hand.`;
}

/** Null when the file is complete and right, else what is wrong with the address. */
async function tryAddress(address: string, part: PartFile, download: Download): Promise<string | null> {
  const { entry, network, say } = download;
  const { restarts } = part;
  for (let tries = 1; ; tries += 1) {
    const before = { received: part.received, restarts: part.restarts };
    const fault = await receiveRest(address, part, download);
    const mayGoOn = tries < mostTries && part.restarts - restarts < mostRestarts;
    if (fault === null) {
      const wrong = await refuseWrong(entry, part);
      if (wrong === null) return null;
      // Bytes of several addresses, or of nobody knows which: this one may be right all the same.
      const isItsOwn = wrong.sources.length === 1 && wrong.sources[0] === address;
      if (isItsOwn || !mayGoOn) return wrong.message;
      say(`The file that was here has another SHA-256; it was deleted. Beginning anew from ${address}.`);
    } else if (fault.isBreak && mayGoOn && (part.received > before.received || part.restarts > before.restarts)) {
      say(`${new URL(address).host} ${fault.message} at ${formatBytes(part.bytes)}; going on.`);
      await network.wait(network.retryMs);
    } else return fault.message;
  }
}

/** What the address did wrong; null when it sent all there is. */
async function receiveRest(
  address: string,
  part: PartFile,
  { entry, network, onProgress }: Download,
): Promise<AddressFault | null> {
  if (part.bytes === entry.bytes) return null;
  try {
    await receiveFile(entry, address, part, network, onProgress);
  } catch (error) {
    if (error instanceof AddressFault) return error;
    throw error;
  }
  if (entry.bytes === null || part.bytes === entry.bytes) return null;
  return new AddressFault(`ended after ${part.bytes} of ${entry.bytes} bytes`, { isBreak: true });
}

type Wrong = { message: string; sources: readonly string[] };

/** Deletes a complete file with another hash than the catalogue's. */
async function refuseWrong({ sha256 }: CatalogueEntry, part: PartFile): Promise<Wrong | null> {
  const found = part.sha256();
  if (found === sha256) return null;
  const { sources } = part;
  await part.restart();
  return { message: `has a file whose SHA-256 is ${found} where ${sha256} is right; it was deleted`, sources };
}
