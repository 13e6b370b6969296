import type { Recipe } from "@/lib/contract/photos/recipe";
import { openPainter, type PaintSize, type PicturePainter } from "./picture-painter";

/** `turn` grows; an answer with an older one than the last order is out of date. */
export type PaintOrder = { turn: number; recipe: Recipe; size: PaintSize };
export type ToPainter = { type: "open"; output: Blob } | ({ type: "paint" } & PaintOrder);
export type FromPainter =
  | { type: "painted"; turn: number; size: PaintSize; file: Blob; isFull: boolean }
  | { type: "failed"; detail: string };

type OpenPainter = (output: Blob, pause: () => Promise<void>) => Promise<PicturePainter>;

/** Lets other tasks run first, messages among them; unlike a timer, it does not wait. */
const nextTask = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

/** Milliseconds of work between two pauses: less than a frame. */
const sliceMs = 10;

function createPause(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < sliceMs) return;
    await nextTask();
    since = performance.now();
  };
}

/**
 * Paints the newest order, one at a time. A preview is finished, or a slider that moves would show nothing until it rests; a full
 * picture is given up as soon as anything newer is ordered.
 */
export function createPaintLoop(post: (answer: FromPainter) => void, open: OpenPainter = openPainter) {
  let painter: ReturnType<OpenPainter> | null = null;
  let wanted: PaintOrder | null = null;
  let isPainting = false;

  const paintNewest = async () => {
    if (isPainting || !painter) return;
    isPainting = true;
    try {
      const opened = await painter;
      for (let order = wanted; order; order = wanted) {
        wanted = null;
        const { turn, recipe, size } = order;
        const painted = await opened.paint(recipe, size, () => size === "full" && wanted !== null);
        if (painted) post({ type: "painted", turn, size, ...painted });
      }
    } catch (error) {
      post({ type: "failed", detail: error instanceof Error ? error.message : String(error) });
    } finally {
      isPainting = false;
    }
  };

  return (message: ToPainter): void => {
    if (message.type === "open") painter = open(message.output, createPause());
    else wanted = message;
    void paintNewest();
  };
}
