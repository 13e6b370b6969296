import type { Order } from "../../../contract/order";
import type { PaintedPicture, Painter } from "../painters/painter";
import type { PainterTraits } from "./engine/prepare-painted";
import type { PictureAsk, PictureReply } from "./stages/color/painted/create-painted-model";

/** One photo's way to a painter and back. */
export type Painting = {
  traits: PainterTraits;
  answer(ask: PictureAsk, signal: AbortSignal): Promise<PictureReply>;
  /** @throws what the painter rejected with */
  throwFault(): void;
  readCost(): number | null;
};

/** What one photo needs of a painter. A fault stays here with its cause and its time to wait; the worker only learns that there is one. */
export function openPainting(painter: Painter, { model, hint }: Pick<Order, "model" | "hint">): Painting {
  const { name, longSide, isFree } = painter;
  let painted: PaintedPicture | undefined;
  let fault: { error: unknown } | undefined;
  return {
    traits: { name, tag: painter.tagOf(model), longSide, isFree },
    async answer(ask: PictureAsk, signal: AbortSignal): Promise<PictureReply> {
      try {
        painted = await painter.paint({ ...ask, model, hint: painter.takesHints ? hint : null }, signal);
        return { bytes: painted.bytes };
      } catch (error) {
        fault = { error };
        throw error;
      }
    },
    throwFault(): void {
      if (fault) throw fault.error;
    },
    readCost: () => painted?.costMicros ?? null,
  };
}
