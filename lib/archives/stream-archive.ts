import "server-only";
import { createHash } from "node:crypto";
import { PassThrough, pipeline, Readable, Transform } from "node:stream";
import { ZipFile } from "yazl";
import type { ArchivedPicture, ArchivePlan } from "./plan-archive";
import { writeManifest } from "./write-manifest";

type Archive = {
  stream: PassThrough;
  /** Null where a picture's size is not known before it is made. */
  bytes: number | null;
};

/**
 * The pictures of the plan and `manifest.csv` as a ZIP, one picture open at a time and none held in memory. Pictures are stored, not
 * deflated: they are compressed already. The stream fails when a picture cannot be read to its end; destroying it ends the reading.
 */
export function streamArchive(plan: ArchivePlan, receiptUrl: (jobId: string) => string): Archive {
  const zip = new ZipFile();
  const stream = new PassThrough();
  const hashes = new Map<string, string>();
  let reading: Readable | undefined;
  zip.on("error", (error) => stream.destroy(error));
  // yazl leaves the picture that it is reading open when nobody takes the ZIP anymore.
  pipeline(zip.outputStream, stream, () => reading?.destroy());

  const add = (name: string, { size, mtime }: { size?: number; mtime: Date }, open: () => Promise<Readable>) =>
    zip.addReadStreamLazy(name, { compress: false, mtime, ...(size === undefined ? {} : { size }) }, (give) => {
      open().then(
        (opened) => {
          reading = opened;
          opened.once("error", (error) => stream.destroy(error));
          if (stream.destroyed) opened.destroy();
          else give(null, opened);
        },
        (error: unknown) => stream.destroy(error instanceof Error ? error : new Error(String(error))),
      );
    });

  for (const { job, name, picture } of plan.pictures) {
    const open = async () => {
      const opened = await picture.open();
      return picture.sha256 === null ? hashOnTheWay(opened, (sha256) => hashes.set(job.id, sha256)) : opened;
    };
    add(name, { size: picture.bytes ?? undefined, mtime: job.finishedAt ?? job.createdAt }, open);
  }
  const known = new Map(plan.pictures.map(({ job, picture }) => [job.id, picture.sha256]));
  const sha256Of = (jobId: string) => known.get(jobId) ?? hashes.get(jobId) ?? "";
  const write = () => Buffer.from(writeManifest(plan, { receiptUrl, sha256Of }));
  const size = plan.pictures.every(isKnown) ? write().length : undefined;
  add("manifest.csv", { size, mtime: newest(plan.pictures) }, async () => Readable.from([write()]));
  const names = [...plan.pictures.map(({ name }) => name), "manifest.csv"];
  return { stream, bytes: endAndMeasure(zip, names) };
}

const isKnown = ({ picture }: ArchivedPicture) => picture.bytes !== null && picture.sha256 !== null;

const newest = (pictures: ArchivedPicture[]): Date =>
  new Date(Math.max(...pictures.map(({ job }) => (job.finishedAt ?? job.createdAt).getTime())));

function hashOnTheWay(from: Readable, onHash: (sha256: string) => void): Readable {
  const hash = createHash("sha256");
  const through = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      done(null, chunk);
    },
    flush(done) {
      onHash(hash.digest("hex"));
      done();
    },
  });
  // An error of the one becomes the other's, which is listened to.
  pipeline(from, through, () => {});
  return through;
}

/** From here on yazl counts 76 bytes of ZIP64 in a ZIP's size, which it writes only where they are asked for. */
const longDirectory = 0xffff;
/** More than a name's entry in the directory takes besides the name, in bytes. */
const directoryEntryBytes = 100;

/** The size of the whole ZIP, in bytes; null where it is not known in advance. */
function endAndMeasure(zip: ZipFile, names: readonly string[]): number | null {
  const directoryBytes = names.reduce((sum, name) => sum + directoryEntryBytes + Buffer.byteLength(name), 0);
  const options = { forceZip64Format: directoryBytes >= longDirectory, comment: "" };
  let bytes = -1;
  // The types leave out the parameter. It is called at once, since no entry waits for the size of a file.
  zip.end(options, (...[size = -1]: number[]) => {
    bytes = size;
  });
  return bytes < 0 ? null : bytes;
}
