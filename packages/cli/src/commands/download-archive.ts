import { createWriteStream } from "node:fs";
import { access, rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";
import type { ArchiveCommand } from "../command-line/define-program";
import { wrongUsage } from "../exit-codes";
import { connectStudio, findLogin } from "../login/find-login";
import { formatCount, writeMessage } from "../screen/messages";

/** Writes the pictures of jobs as one ZIP. The file has its name only once it is whole. */
export async function downloadArchive({ jobs, out, force }: ArchiveCommand): Promise<void> {
  const client = connectStudio(await findLogin());
  if (!force && (await exists(out))) throw wrongUsage("archive", `There is a file ${out} already: add --force.`);
  const part = `${out}.part`;
  const zip = await client.downloadArchive(jobs);
  try {
    await pipeline(Readable.fromWeb(zip as NodeReadableStream), createWriteStream(part));
    await rename(part, out);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  writeMessage(`${formatCount(new Set(jobs).size, "job")} → ${out}. Its manifest.csv says what each cost.`);
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );
