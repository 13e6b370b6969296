import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { AppError } from "../../../../errors/app-error";

const file = {
  name: z.string().regex(/^[a-z0-9-]+$/),
  // A bare file name: a manifest can't reach outside its folder.
  file: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.number().int().positive(),
};

/** Published graphs name their tensors as whoever exported them liked. */
const square = { input: z.string(), output: z.string(), side: z.number().int().positive() };

/** One entry per file. `graph` says what is fed and what comes out; every size is in pixels of the fed picture, lightness is L* 0..100. */
export const modelSchema = z.discriminatedUnion("graph", [
  z.strictObject({
    ...file,
    role: z.literal("color"),
    graph: z.literal("lightness-to-ab"),
    colorSpace: z.string(),
    /** Fed with L* × scale + offset, [1,1,H,W]; height and width are multiples of `stride`. */
    input: z.strictObject({
      name: z.string(),
      shape: z.string(),
      stride: z.number().int().positive(),
      scale: z.number(),
      offset: z.number(),
    }),
    /** Multiplied by `scale` it is CIELAB a and b, at any fraction of the input's size. */
    output: z.strictObject({ name: z.string(), shape: z.string(), scale: z.number() }),
  }),
  /** DDColor: the gray of the lightness as sRGB 0..1 [1,3,S,S], the picture stretched to the square → CIELAB a and b [1,2,S,S]. */
  z.strictObject({ ...file, ...square, role: z.literal("color"), graph: z.literal("ddcolor") }),
  /** DeOldify: the gray as sRGB [1,3,S,S], stretched likewise → the picture in color [1,3,S,S], of which only a and b count. */
  z.strictObject({
    ...file,
    ...square,
    role: z.literal("color"),
    graph: z.literal("deoldify"),
    /** The numbers on both ends: 0..255, or 0..1 less ImageNet's mean, in its standard deviations. */
    values: z.enum(["bytes", "imagenet"]),
  }),
  /** `lightness` [1,1,H,W] → `mask` [1,1,H,W], how surely a pixel is damaged, 0..1, and `clean` [1,1,H,W], L* without the damage. */
  z.strictObject({
    ...file,
    role: z.literal("repair"),
    graph: z.literal("damage-mask"),
    stride: z.number().int().positive(),
    /** A photo is looked at no larger than this; a smaller one as it is. */
    maxShortSide: z.number().int().positive(),
    /** Damaged is a pixel whose mask is above this, if it hangs together with one above `sure`; on a photo under 512 px one surer still. */
    threshold: z.number().min(0).max(1),
    sure: z.number().min(0).max(1),
  }),
  /**
   * `lightness` [1,1,H,W] → on a grid of H/8 × W/8, only at local maxima above 0: `score` [1,1,h,w] 0..1; `box` [1,4,h,w]: center x, center y,
   * width, height; `points` [1,10,h,w]: x, y of right eye, left eye, nose, right and left corner of the mouth. In pixels of the input.
   */
  z.strictObject({
    ...file,
    role: z.literal("faces"),
    graph: z.literal("face-centers"),
    stride: z.number().int().positive(),
    /** One each per size the photo is fed at. What fills the photo is found on a small copy, where small things look like faces too. */
    passes: z
      .array(
        z.strictObject({
          longSide: z.number().int().positive(),
          /** A face is what scores above this and whose longer side is no smaller, in pixels as fed. */
          threshold: z.number().min(0).max(1),
          smallest: z.number().min(0),
        }),
      )
      .min(1),
  }),
  /** `lightness` [1,1,H,W] → `change` [1,1,H,W], what to add to L* for less grain and blur. */
  z.strictObject({
    ...file,
    role: z.literal("photo-clarity"),
    graph: z.literal("photo-lightness"),
    stride: z.number().int().positive(),
    /** A photo is looked at no larger than this; a smaller one as it is. */
    maxShortSide: z.number().int().positive(),
    /** Means of the change's size, in L*, from which the gain is 1, 2 and 3. Below the first the photo is clear already. */
    gains: z.tuple([z.number().positive(), z.number().positive(), z.number().positive()]),
  }),
  /** `lightness` [N,1,S,S], upright faces, a square 1.6 times the larger side of the face's box around its center → the same, made clear. */
  z.strictObject({
    ...file,
    role: z.literal("clarity"),
    graph: z.literal("face-lightness"),
    side: z.number().int().positive(),
  }),
  /**
   * GFPGAN and its relatives: a face on the FFHQ template as gray sRGB −1..1 [1,3,S,S] → the restored face in color, of which only the
   * lightness counts.
   */
  z.strictObject({
    ...file,
    ...square,
    role: z.literal("clarity"),
    graph: z.literal("gfpgan"),
    /** CodeFormer's second input: 0 draws the finest face, 1 stays closest to the photo. */
    fidelity: z.strictObject({ input: z.string(), value: z.number().min(0).max(1) }).optional(),
  }),
]);

/**
 * One way to use a model: a pass per short side, in pixels, of which the mean counts; with `evenFlatGround` color is evened out where lightness is
 * flat (even-flat-ground.ts).
 */
const presetSchema = z.strictObject({
  model: z.string(),
  shortSides: z.array(z.number().int().min(32).max(2048)).min(1),
  evenFlatGround: z.boolean(),
});

export const manifestSchema = z
  .strictObject({
    models: z.array(modelSchema),
    presets: z.strictObject({ tiny: presetSchema.optional(), large: presetSchema.optional() }),
  })
  .refine(
    ({ models, presets }) =>
      Object.values(presets).every((preset) =>
        models.some((model) => model.role === "color" && model.name === preset?.model),
      ),
    "every preset must name a model of the role color",
  );

export const manifestName = "manifest.json";

export type Manifest = z.infer<typeof manifestSchema>;
export type ManifestModel = Manifest["models"][number];
export type ModelOf<Role extends ManifestModel["role"]> = Extract<ManifestModel, { role: Role }>;
export type ModelOfGraph<Graph extends ManifestModel["graph"]> = Extract<ManifestModel, { graph: Graph }>;
export type Preset = z.infer<typeof presetSchema>;

/** Models added with version 0.1 have their role in British spelling; an operator's folder outlives an update. */
const spellAsToday = (text: string) =>
  text.replaceAll('"colour"', '"color"').replaceAll('"colourSpace"', '"colorSpace"');

/**
 * Reads `manifest.json` of a models folder.
 * @throws {AppError} not_configured when there is none or it says something wrong
 */
export async function readManifest(modelsDir: string): Promise<Manifest> {
  try {
    const text = await readFile(path.join(modelsDir, manifestName), "utf8");
    return manifestSchema.parse(JSON.parse(spellAsToday(text)));
  } catch (cause) {
    throw new AppError("not_configured", { detail: "The models folder has no readable manifest.json.", cause });
  }
}

/**
 * Reads the weights and compares them with the manifest, so that a half-copied or altered file never runs.
 * @throws {AppError} not_configured
 */
export async function readVerifiedModel(model: ManifestModel & { dir: string }): Promise<Buffer> {
  const bytes = await readFile(path.join(model.dir, model.file)).catch((cause: unknown) => {
    throw new AppError("not_configured", { detail: `The model file ${model.file} can't be read.`, cause });
  });
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  if (sha256 !== model.sha256) {
    throw new AppError("not_configured", {
      detail: `The model file ${model.file} does not match the SHA-256 in manifest.json; copy it again.`,
    });
  }
  return bytes;
}

/**
 * The manifest of the operator's own models; empty while there is none.
 * @throws {AppError} not_configured when there is one that can't be read
 */
export async function readAddedManifest(dir: string): Promise<Manifest> {
  const there = await stat(path.join(/* turbopackIgnore: true */ dir, manifestName)).catch(() => null);
  return there ? readManifest(dir) : { models: [], presets: {} };
}
