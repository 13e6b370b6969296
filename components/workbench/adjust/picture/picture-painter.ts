import type { Recipe } from "@/lib/contract/photos/recipe";
import { applyRecipe, type Plan, planRecipe } from "@/lib/recipe/apply-recipe";
import { measureGuide } from "@/lib/recipe/measure-guide";
import type { Guide } from "@/lib/recipe/picture";
import { BmpFile } from "./encode-bmp";
import { encodePng, isSeeThrough, type Pixels, readAll, readShrunk } from "./read-pixels";

export type PaintSize = "preview" | "full";

/** Longer side of a preview, in pixels: as many as are painted in about `previewMs`. */
const [mostSide, leastSide] = [1280, 640];
const previewMs = 70;
/** Rows between two pauses. */
const bandRows = 64;
/** Where there are no hints there is nothing to plan on. */
const noGuide: Guide = {
  width: 1,
  height: 1,
  lightness: new Float32Array(1),
  a: new Float32Array(1),
  b: new Float32Array(1),
};

export type PicturePainter = {
  /**
   * An image file of the output with the recipe; a preview where `size` says so and the output is larger.
   * @returns null when `isStale` became true, which is asked between bands
   */
  paint(recipe: Recipe, size: PaintSize, isStale: () => boolean): Promise<{ file: Blob; isFull: boolean } | null>;
};

/**
 * Applies recipes to one output. The same in a worker and on the page, where `pause` is what keeps the page alive.
 * @throws {Error} when the browser cannot decode the output
 */
export async function openPainter(output: Blob, pause: () => Promise<void>): Promise<PicturePainter> {
  const bitmap = await createImageBitmap(output);
  const largest = Math.max(bitmap.width, bitmap.height);
  let preview = readShrunk(bitmap, mostSide);
  const opaque = !isSeeThrough(preview);
  let previewSide = Math.min(mostSide, largest);
  let guide: Guide | null = null;
  let plan: Plan | undefined;

  const planFor = async (recipe: Recipe): Promise<Plan> => {
    // A message's list is always a new one; the pixel module knows an unchanged list by its identity.
    const known = plan && JSON.stringify(plan.recipe.hints) === JSON.stringify(recipe.hints);
    const hints = plan && known ? plan.recipe.hints : recipe.hints;
    if (hints.length > 0) guide ??= measureGuide(await readAll(bitmap, pause));
    plan = planRecipe(guide ?? noGuide, { ...recipe, hints }, plan);
    return plan;
  };
  /** A slider that moves needs small steps in time more than it needs pixels. */
  const adapt = (tookMs: number) => {
    const wanted = Math.round(previewSide * Math.sqrt(previewMs / tookMs));
    const side = Math.min(mostSide, largest, Math.max(leastSide, wanted));
    // A new size costs a frame too: small differences are left as they are.
    if (Math.abs(side / previewSide - 1) < 0.2) return;
    previewSide = side;
    preview = readShrunk(bitmap, side);
  };

  return {
    async paint(recipe, size, isStale) {
      const planned = await planFor(recipe);
      const startedAt = performance.now();
      // The full picture is read anew each time: kept, it would take four bytes a pixel for as long as the photo is open.
      const pixels = size === "full" ? await readAll(bitmap, pause) : { ...preview, data: preview.data.slice() };
      const file = await paintPixels(pixels, planned, { opaque, pause, isStale });
      if (size === "preview") adapt(performance.now() - startedAt);
      return file && { file, isFull: pixels.width === bitmap.width };
    },
  };
}

type How = { opaque: boolean; pause: () => Promise<void>; isStale: () => boolean };

/** Changes `pixels`. */
async function paintPixels(pixels: Pixels, plan: Plan, { opaque, pause, isStale }: How): Promise<Blob | null> {
  const { width, height } = pixels;
  const bmp = opaque ? new BmpFile(width, height) : null;
  for (let from = 0; from < height; from += bandRows) {
    const to = Math.min(height, from + bandRows);
    applyRecipe(pixels, plan, { from, to });
    bmp?.writeRows(from, pixels.data.subarray(from * width * 4, to * width * 4));
    await pause();
    if (isStale()) return null;
  }
  return bmp ? bmp.toBlob() : encodePng(pixels);
}
