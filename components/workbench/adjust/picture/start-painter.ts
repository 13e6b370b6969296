import { createPaintLoop, type FromPainter, type ToPainter } from "./paint-loop";

/** Where recipes are applied: a worker, or this page in short slices where the browser's workers cannot draw. */
export type PainterThread = { send(message: ToPainter): void; stop(): void };

export function startPainter(onAnswer: (answer: FromPainter) => void): PainterThread {
  let isStopped = false;
  const answer = (message: FromPainter) => {
    if (!isStopped) onAnswer(message);
  };
  if (typeof Worker === "undefined" || typeof OffscreenCanvas === "undefined") {
    const stop = () => {
      isStopped = true;
    };
    return { send: createPaintLoop(answer), stop };
  }
  const worker = new Worker(new URL("./adjust-worker.ts", import.meta.url), { type: "module" });
  worker.onmessage = ({ data }: MessageEvent<FromPainter>) => answer(data);
  worker.onerror = () => answer({ type: "failed", detail: "The part of the studio that adjusts photos did not load." });
  return {
    send: (message) => worker.postMessage(message),
    stop: () => {
      isStopped = true;
      worker.terminate();
    },
  };
}
