import type { Order } from "@/lib/contract/order";
import type { PhotoFacts } from "@/lib/contract/photo-facts";

/** Why a photo did not work, in words for its owner. */
export type PhotoProblem = { code: string; detail: string };

/** A photo this page holds as a file. The server knows it as a job once it has arrived; `ref` is its name in both places. */
export type LocalPhoto = {
  ref: string;
  file: File;
  previewUrl: string;
  /** What was seen in a small copy of it; null until then, and for good when nobody could look. */
  facts: PhotoFacts | null;
  phase: "ready" | "waiting" | "uploading" | "working" | "done" | "failed";
  /** Of the upload, 0–100. */
  percent: number;
  /** What was asked when it was sent. */
  order: Order | null;
  problem: PhotoProblem | null;
  outputUrl: string | null;
  /** The attempt before a retry: its job says nothing about this one. */
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
  /** Back to ready: nothing was sent, or what was sent did not count. */
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

/** A name for a photo that no other page will use. Not crypto.randomUUID: browsers keep that for https and localhost. */
export const createRef = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
