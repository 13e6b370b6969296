import { models } from "../../../../contract/order";
import type { Raster } from "../pixels/raster";
import { clearFaces } from "../stages/clarity/face/clear-faces";
import { findPhotoChange } from "../stages/clarity/find-photo-change";
import { colorRaster } from "../stages/color/color-raster";
import { findFaces } from "../stages/faces/find-faces";
import type { InpaintModel } from "../stages/repair/fill/inpaint-model";
import { repairRaster } from "../stages/repair/repair-raster";
import type { Engine } from "./open-engine";

/** The largest size that any stage reduces a photo of common aspect ratio to. */
const width = 1366;
const height = 1024;

/**
 * Loads every model and runs it once, so that the first photo finds compiled code and allocated memory.
 * @throws {AppError} the first error, after all other models have been tried
 */
export async function warmEngine(engine: Engine): Promise<void> {
  const errors: unknown[] = [];
  for (const warm of [...models.map((name) => () => warmColor(engine, name)), warmRepair, warmClarity]) {
    await warm(engine).catch((error: unknown) => errors.push(error));
  }
  if (errors.length > 0) throw errors[0];
}

async function warmColor(engine: Engine, name: (typeof models)[number]): Promise<void> {
  if (!engine.presets.includes(name)) return;
  const { model, preset } = await engine.prepare(name);
  await colorRaster(model, blankRaster(), { preset, strength: 1 }, () => {});
}

async function warmRepair(engine: Engine): Promise<void> {
  const repair = await engine.prepareRepair();
  const inpaint = await engine.prepareInpaint();
  if (repair) await repairRaster({ repair: repair.model, inpaint: null }, blankRaster(), [], () => {});
  if (inpaint) await fillBlank(inpaint.model);
}

/** A square of gray with a hole of a quarter in its middle. */
async function fillBlank({ side, fill }: InpaintModel): Promise<void> {
  const isInside = (at: number) => Math.abs(at - side / 2) < side / 4;
  const hole = Uint8Array.from({ length: side * side }, (_, at) =>
    isInside(at % side) && isInside(Math.floor(at / side)) ? 1 : 0,
  );
  await fill({ data: new Float32Array(side * side).fill(50), width: side, height: side }, hole);
}

async function warmClarity(engine: Engine): Promise<void> {
  const raster = blankRaster();
  const faces = await engine.prepareFaces();
  if (faces) await findFaces(faces.model, raster);
  const clarity = await engine.prepareClarity();
  const photo = await engine.preparePhotoClarity();
  if (photo) await findPhotoChange(photo.model, raster);
  if (!clarity) return;
  const side = { width: 300, height: 300 };
  const points = [-60, 60, 0, -50, 50].map((x) => ({ x: 600 + x, y: 500 }));
  await clearFaces(clarity.model, raster, [{ center: { x: 600, y: 500 }, ...side, points, score: 1 }], () => {});
}

const blankRaster = (): Raster => ({
  pixels: new Uint8Array(width * height * 3).fill(128),
  width,
  height,
  channels: 3,
});
