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
