import * as ort from "onnxruntime-node";
import { callNative } from "./native-lock";

/** @param threads how many one run may use */
export function openSession(weights: Buffer, threads: number): Promise<ort.InferenceSession> {
  const options: ort.InferenceSession.SessionOptions = {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    // Otherwise its threads spin while they wait, and the server beside them starves on a small machine.
    extra: { session: { intra_op: { allow_spinning: "0" } } },
    // Shapes differ from photo to photo; a memory plan per shape would be kept for ever.
    enableMemPattern: false,
  };
  return callNative(() => ort.InferenceSession.create(weights, options));
}

/** Opens each thing on first use and keeps it; one that could not be opened is tried again the next time. */
export function openOnce<Opened>(): (name: string, open: () => Promise<Opened>) => Promise<Opened> {
  const kept = new Map<string, Promise<Opened>>();
  return (name, open) => {
    const opening = kept.get(name) ?? open();
    kept.set(name, opening);
    opening.catch(() => kept.delete(name));
    return opening;
  };
}
