import type { Model } from "../../../../contract/order";
import { type PaintedBy, paintedByTwo } from "../../../../contract/photos/painted-by";
import type { Preset } from "../graphs/manifest-schema";
import type { Plane } from "../pixels/raster";
import type { ColorModel } from "../stages/color/color-model";
import { evenFlatGround } from "../stages/color/even-flat-ground";
import { type AskPicture, createPaintedModel, type Matching } from "../stages/color/painted/create-painted-model";
import { predictColor } from "../stages/color/predict-color";
import { transferColors } from "../stages/color/transfer/transfer-colors";
import type { Engine } from "./open-engine";

/** What the engine is told of whoever paints instead of its own color model. No secret is among it. */
export type PainterTraits = {
  /** Who colored, as receipts say it: `replicate`. */
  name: string;
  /** `large@replicate:ca494ba1` */
  tag: string;
  longSide: number;
  isFree: boolean;
};
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
  const { name: painterName, tag, longSide, isFree } = painter;
  const filling = isFree ? await engine.prepare(name) : null;
  const matching: Matching | null = filling && { transfer: transferColors, fill: (plane) => fill(filling, plane) };
  const { model, readShare } = createPaintedModel({ ask, longSide, matching });
  return {
    model,
    // Of the usual 3:2 the picture is sent at the very size that its color is fitted at.
    preset: { model: "", shortSides: [Math.round((longSide * 2) / 3)], evenFlatGround: false },
    modelTag: tag,
    listPainters: () => paintedByTwo(painterName, readShare()),
  };
}

async function fill({ model, preset }: PreparedColor, lightness: Plane): Promise<{ a: Plane; b: Plane }> {
  const { a, b } = await predictColor(model, lightness, preset, () => {});
  return preset.evenFlatGround ? evenFlatGround(lightness, a, b) : { a, b };
}
