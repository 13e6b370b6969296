import "server-only";
import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { withDeadline } from "../../clock/clock";
import type { Db } from "../../db/client";
import { AppError } from "../../errors/app-error";
import { storageFull } from "../../errors/explain-fault";
import type { Job } from "../../generated/prisma/client";
import { createTurns } from "../../rate-limit/turns";
import { openSpool } from "../../storage/spool";
import type { Storage, StoredObject } from "../../storage/storage";
import { shrinkPicture } from "../photo-file/shrink-picture";
import { drawPair } from "./draw-pair";
import { drawAfter, drawBefore, drawCard } from "./draw-preview";
import { drawWipe } from "./draw-wipe";

/** A picture that takes longer is given up. Applying a recipe to 50 megapixels takes up to 20 s of it. */
const pictureSeconds = 120;

type Sources = { before: string; after: string; to: string; size: { width: number; height: number } };
type Kind = {
  /** Beside the job's own files, and deleted with them. */
  file: string;
  contentType: string;
  needs: readonly ("before" | "after")[];
  draw(sources: Sources): Promise<void>;
};

const thumbFile = "thumb.webp";
const thumbSide = 320;
/** The storage key of the small picture that lists show of a job's output; its signed link makes it. */
export const thumbKeyOf = (jobId: string): string => `${jobId}/${thumbFile}`;

const pair = ["before", "after"] as const;
const kinds = {
  thumb: {
    file: thumbFile,
    contentType: "image/webp",
    needs: ["after"],
    draw: async ({ after, to }) => void (await shrinkPicture(after, thumbSide).webp({ quality: 80 }).toFile(to)),
  },
  before: {
    file: "before.webp",
    contentType: "image/webp",
    needs: ["before"],
    draw: ({ before: from, to }) => drawBefore({ from, to }),
  },
  after: {
    file: "after.webp",
    contentType: "image/webp",
    needs: ["after"],
    draw: ({ after: from, to }) => drawAfter({ from, to }),
  },
  card: {
    file: "card.jpg",
    contentType: "image/jpeg",
    needs: ["after"],
    draw: ({ after: from, to }) => drawCard({ from, to }),
  },
  picture: { file: "pair.jpg", contentType: "image/jpeg", needs: pair, draw: drawPair },
  webp: { file: "wipe.webp", contentType: "image/webp", needs: pair, draw: (sources) => drawWipe(sources, "webp") },
  gif: { file: "wipe.gif", contentType: "image/gif", needs: pair, draw: (sources) => drawWipe(sources, "gif") },
} as const satisfies Record<string, Kind>;
export type PictureKind = keyof typeof kinds;

/** Small pictures of a job that has succeeded, each made when it is first asked for. */
export type Pictures = {
  /**
   * The storage key of the picture.
   * @throws {AppError} job_deleted when a file that it is made from is gone, over_capacity when it takes too long, storage_full
   */
  prepare(job: Job, kind: PictureKind): Promise<string>;
  /** Makes the small picture that lists show, of the output as it came, when that is what the storage key names and it can be. */
  prepareThumb(key: string): Promise<void>;
};

type Deps = {
  db: Db;
  storage: Storage;
  /** The job's output as its owner sees it: with its recipe. */
  openOutput(job: Job, signal: AbortSignal): Promise<StoredObject>;
  dataDir: string;
  /** Whether the disk has room for what photos leave on it. */
  hasRoom(): Promise<boolean>;
};

export function createPictures({ db, storage, openOutput, dataDir, hasRoom }: Deps): Pictures {
  // A loop takes some seconds of one core and a hundred megabytes, a preview much less: neither waits for the other.
  const previewTurns = createTurns(2);
  const postTurns = createTurns(1);
  const underWay = new Map<string, Promise<void>>();

  async function make(job: Job, key: string, kind: Kind, signal: AbortSignal): Promise<void> {
    const { contentType, needs, draw } = kind;
    const turns = needs.length > 1 ? postTurns : previewTurns;
    const giveTurnBack = await turns.take(signal, { account: job.userId, isTest: job.isTest });
    try {
      if (!(await hasRoom())) throw storageFull();
      const spool = await openSpool(dataDir);
      try {
        const sources = { before: path.join(spool.dir, "before"), after: path.join(spool.dir, "after") };
        if (needs.includes("before")) await save(await openInput(storage, job), sources.before);
        if (needs.includes("after")) await save(await openOutput(job, signal), sources.after);
        const to = path.join(spool.dir, "picture");
        await draw({ ...sources, to, size: job });
        signal.throwIfAborted();
        await storage.put(key, to, { contentType, durable: false });
      } finally {
        await spool.remove();
      }
    } finally {
      giveTurnBack();
    }
    await removeEarlier(key, kind);
    await removeIfDeleted(job.id);
  }

  /** Those made with other recipes: an owner may try hundreds. */
  function removeEarlier(key: string, { file }: Kind): Promise<void> {
    const [jobId = "", own] = key.split("/");
    return storage.deleteFiles(jobId, (name) => name !== own && isMadeOf(name, file));
  }

  /** The job's files may have been deleted while one more was made, and nobody would delete that one. */
  async function removeIfDeleted(id: string): Promise<void> {
    if (await db.job.findFirst({ where: { id, removedAt: null, filesDeletedAt: null }, select: { id: true } })) return;
    await storage.deleteJob(id);
    throw gone();
  }

  async function prepare(job: Job, name: PictureKind): Promise<string> {
    const kind: Kind = kinds[name];
    const key = `${job.id}/${kind.needs.includes("after") ? nameRecipe(job) : ""}${kind.file}`;
    if (await storage.stat(key)) return key;
    // Who asks for the same picture meanwhile waits for the same one.
    const run = underWay.get(key) ?? withDeadline(pictureSeconds, tooSlow, (signal) => make(job, key, kind, signal));
    underWay.set(key, run);
    await run.finally(() => underWay.delete(key));
    return key;
  }

  return {
    prepare,
    async prepareThumb(key) {
      const [id = ""] = key.split("/");
      if (key !== thumbKeyOf(id)) return;
      const isThere = { removedAt: null, filesDeletedAt: null, status: "succeeded" } as const;
      const job = await db.job.findFirst({ where: { id, ...isThere } });
      if (job) await prepare({ ...job, recipe: null }, "thumb");
    },
  };
}

/**
 * What the name of a picture begins with, so that one made with another recipe is another file: 16 letters of a hash over the
 * recipe, none without one. Letters alone, since a storage key has nothing else.
 */
function nameRecipe({ recipe }: Pick<Job, "recipe">): string {
  if (recipe === null) return "";
  const hash = createHash("sha256").update(JSON.stringify(recipe)).digest("hex").slice(0, 16);
  return hash.replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
}

/** Whether the name is that of `file`, with or without a recipe before it. */
const isMadeOf = (name: string, file: string): boolean =>
  name.endsWith(file) && /^([a-p]{16})?$/.test(name.slice(0, -file.length));

async function openInput(storage: Storage, { inputKey }: Job): Promise<StoredObject> {
  const stored = inputKey ? await storage.open(inputKey) : null;
  if (!stored) throw gone();
  return stored;
}

const save = ({ stream }: StoredObject, to: string): Promise<void> =>
  pipeline(stream, createWriteStream(to, { mode: 0o600 }));

const gone = () => new AppError("job_deleted", { detail: "The files of this photo are deleted." });
const tooSlow = () =>
  new AppError("over_capacity", {
    detail: "The studio is too busy to make this picture now. Nothing was charged.",
    retryAfterSeconds: 10,
  });
