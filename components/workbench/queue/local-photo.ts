import type { Order } from "@/lib/contract/order";
import type { PhotoFacts } from "@/lib/contract/photo-facts";

/** Why a photo failed, in words for its owner. */
export type PhotoProblem = { code: string; detail: string };

/** A photo this page holds as a file. Once it has arrived, the server has a job with the same `ref`. */
export type LocalPhoto = {
  ref: string;
  file: File;
  previewUrl: string;
  /** What the inspection found; null until then, and for good when it failed. */
  facts: PhotoFacts | null;
  phase: "ready" | "waiting" | "uploading" | "working" | "done" | "failed";
  /** Of the upload, 0–100. */
  percent: number;
  /** The options it was sent with. */
  order: Order | null;
  problem: PhotoProblem | null;
  outputUrl: string | null;
  /** The job of the attempt before a retry, which says nothing about this one. */
  pastJobId: string | null;
};

export type LocalAction =
  | { type: "add"; photos: LocalPhoto[] }
  | { type: "remove"; ref: string }
  | { type: "see"; ref: string; facts: PhotoFacts }
  | { type: "wait"; refs: string[]; order: Order }
  | { type: "progress"; ref: string; percent: number }
  | { type: "done"; ref: string; outputUrl: string }
  | { type: "fail"; ref: string; problem: PhotoProblem }
  | { type: "again"; ref: string; pastJobId: string | null }
  /** Back to ready: nothing was sent, or the session had ended. */
  | { type: "rest"; refs: string[] };

export function createLocalPhoto(ref: string, file: File, previewUrl: string): LocalPhoto {
  return {
    ref,
    file,
    previewUrl,
    facts: null,
    phase: "ready",
    percent: 0,
    order: null,
    problem: null,
    outputUrl: null,
    pastJobId: null,
  };
}

export function changeLocalPhotos(photos: LocalPhoto[], action: LocalAction): LocalPhoto[] {
  const change = (refs: string[], fields: Partial<LocalPhoto>) =>
    photos.map((photo) => (refs.includes(photo.ref) ? { ...photo, ...fields } : photo));
  switch (action.type) {
    case "add":
      return [...photos, ...action.photos];
    case "remove":
      return photos.filter((photo) => photo.ref !== action.ref);
    case "see":
      return change([action.ref], { facts: action.facts });
    case "wait":
      return change(action.refs, { phase: "waiting", percent: 0, order: action.order, problem: null, outputUrl: null });
    case "progress":
      return change([action.ref], { phase: action.percent < 100 ? "uploading" : "working", percent: action.percent });
    case "done":
      return change([action.ref], { phase: "done", outputUrl: action.outputUrl });
    case "fail":
      return change([action.ref], { phase: "failed", problem: action.problem });
    case "again":
      return change([action.ref], { phase: "ready", problem: null, pastJobId: action.pastJobId });
    case "rest":
      return change(action.refs, { phase: "ready", percent: 0 });
  }
}

/** A random id for a photo. Not crypto.randomUUID: browsers offer that on https and localhost only. */
export const createRef = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
