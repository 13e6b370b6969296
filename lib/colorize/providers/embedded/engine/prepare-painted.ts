import type { Model } from "../../../../contract/order";
import { AppError } from "../../../../errors/app-error";
import type { Preset } from "../graphs/manifest-schema";
import type { Plane } from "../pixels/raster";
import type { ColorModel } from "../stages/color/color-model";
import { evenFlatGround } from "../stages/color/even-flat-ground";
import {
  type AskPicture,
  createPaintedModel,
  type Matching,
  type TransferColors,
} from "../stages/color/painted/create-painted-model";
import { predictColor } from "../stages/color/predict-color";
import type { Engine } from "./open-engine";

/** What the engine is told of whoever paints instead of its own color model. No secret is among it. */
export type PainterTraits = {
  /** `large@replicate:ca494ba1` */
  tag: string;
  longSide: number;
  isFree: boolean;
};
/** Who colored how much of a photo, in whole percent that add up to 100. */
export type PaintedBy = { by: string; percent: number }[];

/** A model of a preset, and who will have colored the photo once it ran. */
export type PreparedColor = { model: ColorModel; preset: Preset; modelTag: string; listPainters?: () => PaintedBy };

/**
 * The model that has each picture painted over `ask`. The studio's own color model is loaded only where it has to fill in.
 * @throws {AppError} not_configured
 */
export async function preparePainted(
  engine: Engine,
  { model: name, painter, ask }: { model: Model; painter: PainterTraits; ask: AskPicture },
): Promise<PreparedColor> {
  const { tag, longSide, isFree } = painter;
  const filling = isFree ? await engine.prepare(name) : null;
  const matching: Matching | null = filling && { transfer: findTransfer(), fill: (plane) => fill(filling, plane) };
  const { model, readShare } = createPaintedModel({ ask, longSide, matching });
  return {
    model,
    // Of the usual 3:2 the picture is sent at the very size that its color is fitted at.
    preset: { model: "", shortSides: [Math.round((longSide * 2) / 3)], evenFlatGround: false },
    modelTag: tag,
    listPainters() {
      const percent = Math.round(readShare() * 100);
      const all = [
        { by: tag, percent },
        { by: filling?.modelTag ?? tag, percent: 100 - percent },
      ];
      return all.filter((one) => one.percent > 0);
    },
  };
}

/** The one place that connects the transfer of colors (`stages/color/transfer/`) with the engines that need it. */
function findTransfer(): TransferColors {
  throw new AppError("not_configured", {
    detail: "This studio cannot match repainted pictures to photos yet. Nothing was charged.",
  });
}

async function fill({ model, preset }: PreparedColor, lightness: Plane): Promise<{ a: Plane; b: Plane }> {
  const { a, b } = await predictColor(model, lightness, preset, () => {});
  return preset.evenFlatGround ? evenFlatGround(lightness, a, b) : { a, b };
}
