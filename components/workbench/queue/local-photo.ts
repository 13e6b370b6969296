import type { Order } from "@/lib/contract/order";
import type { PhotoFacts } from "@/lib/contract/photos/photo-facts";
import type { ScanHints } from "@/lib/contract/photos/scan-hints";

/** Why a photo failed, in words for its owner. */
export type PhotoProblem = { code: string; detail: string };

/** Where a photo stands, as far as this browser knows. */
export const photoPhases = ["ready", "waiting", "uploading", "working", "done", "failed"] as const;
export type PhotoPhase = (typeof photoPhases)[number];

/** What can be offered for a photo before it is colored: its other pages, the photos on it, to turn or to invert it. */
export const offerKinds = ["pages", "photos", "negative", "turn"] as const;
export type OfferKind = (typeof offerKinds)[number];

/** A photo that this browser holds. Once it has arrived, the server has a job whose clientRef is `nameAttempt(photo)`. */
export type LocalPhoto = {
  ref: string;
  /** Id of the account it belongs to; null while nobody has signed in since it was chosen. */
  owner: string | null;
  /** Null for a photo of an earlier page load that is done: the studio has it, so the browser's copy was dropped. */
  file: File | null;
  /** Of `file`. */
  previewUrl: string | null;
  name: string;
  /** Name of the sample it is; null for a photo of one's own. */
  sample: string | null;
  /** Of the file's bytes, in hex; null until it is computed. */
  sha256: string | null;
  /** What the inspection found in it, with its edits; null until then, and for good when it failed. */
  facts: PhotoFacts | null;
  /** What the same inspection suggests. */
  hints: ScanHints | null;
  /** Pages or frames in its file; null while that is not known. */
  pages: number | null;
  /** Offers that are not to be shown again. */
  dismissed: OfferKind[];
  /** The photo under which the bytes are stored, where it is another page or part of the same file; null for its own. */
  storedWith: string | null;
  /** Its own options; while it is on its way and after, those it was sent with. */
  order: Order;
  /** The list is sorted by it. */
  position: number;
  phase: PhotoPhase;
  /** Of the upload, 0 to 100. */
  percent: number;
  /** How often it was sent; 0 until the first time. */
  attempt: number;
  /** Bytes of this attempt left the browser, so the server may have a job for it already. */
  maybeArrived: boolean;
  problem: PhotoProblem | null;
  /** Of the last attempt that succeeded. */
  outputUrl: string | null;
  /** When this attempt began and ended, ms since 1970. */
  startedAt: number | null;
  endedAt: number | null;
};

/** What changes about a photo after it was added. */
export type PhotoFields = Partial<Omit<LocalPhoto, "ref" | "previewUrl" | "file">>;

type NewPhoto = Pick<LocalPhoto, "ref" | "owner" | "order" | "position" | "sample"> & { file: File };

export function createLocalPhoto({ ref, owner, order, position, sample, file }: NewPhoto): LocalPhoto {
  return {
    ...{ ref, owner, order, position, sample, file },
    name: file.name,
    previewUrl: null,
    sha256: null,
    facts: null,
    hints: null,
    pages: null,
    dismissed: [],
    storedWith: null,
    phase: "ready",
    percent: 0,
    attempt: 0,
    maybeArrived: false,
    problem: null,
    outputUrl: null,
    startedAt: null,
    endedAt: null,
  };
}

/** On its way: between the click that sends it and its end. */
export const isAtWork = ({ phase }: Pick<LocalPhoto, "phase">): boolean =>
  phase === "waiting" || phase === "uploading" || phase === "working";

/** Between its first byte and its end. */
export const isSending = ({ phase }: Pick<LocalPhoto, "phase">): boolean =>
  phase === "uploading" || phase === "working";

/** The clientRef and the Idempotency-Key of one attempt at a photo. */
export const nameAttempt = ({ ref, attempt }: Pick<LocalPhoto, "ref" | "attempt">): string => `${ref}.${attempt}`;

/** The photo and the number of the attempt that a clientRef names; 0 where it has no number. */
export function readAttempt(clientRef: string): { ref: string; attempt: number } {
  const [, ref, attempt] = /^(.+)\.(\d+)$/.exec(clientRef) ?? [];
  return ref === undefined ? { ref: clientRef, attempt: 0 } : { ref, attempt: Number(attempt) };
}

/** A random id for a photo. Not crypto.randomUUID: browsers offer that on https and localhost only. */
export const createRef = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
