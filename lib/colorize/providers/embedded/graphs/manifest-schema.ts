import { z } from "zod";

const file = {
  name: z.string().regex(/^[a-z0-9-]+$/),
  // A bare file name, so that a manifest cannot refer to files outside its folder.
  file: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.number().int().positive(),
};

/** Published graphs have arbitrary tensor names, so the manifest names them. */
const square = { input: z.string(), output: z.string(), side: z.number().int().positive() };

/** One entry per model file. `graph` defines inputs and outputs. Sizes are in pixels of the input; lightness is L*, 0 to 100. */
export const modelSchema = z.discriminatedUnion("graph", [
  z.strictObject({
    ...file,
    role: z.literal("color"),
    graph: z.literal("lightness-to-ab"),
    colorSpace: z.string(),
    /** The input is L* × scale + offset, [1,1,H,W]; height and width must be multiples of `stride`. */
    input: z.strictObject({
      name: z.string(),
      shape: z.string(),
      stride: z.number().int().positive(),
      scale: z.number(),
      offset: z.number(),
    }),
    /** The output times `scale` is CIELAB a and b, at any fraction of the input's size. */
    output: z.strictObject({ name: z.string(), shape: z.string(), scale: z.number() }),
  }),
  /** DDColor: the gray picture, stretched to a square, as sRGB 0..1 [1,3,S,S] → CIELAB a and b [1,2,S,S]. */
  z.strictObject({ ...file, ...square, role: z.literal("color"), graph: z.literal("ddcolor") }),
  /** DeOldify: the gray picture, stretched to a square, as sRGB [1,3,S,S] → the picture in color [1,3,S,S]; only a and b are used. */
  z.strictObject({
    ...file,
    ...square,
    role: z.literal("color"),
    graph: z.literal("deoldify"),
    /** Scale of input and output: 0..255, or 0..1 normalized by ImageNet's mean and standard deviation. */
    values: z.enum(["bytes", "imagenet"]),
  }),
  /** `lightness` [1,1,H,W] → `mask` [1,1,H,W], the probability of damage in 0..1, and `clean` [1,1,H,W], L* without the damage. */
  z.strictObject({
    ...file,
    role: z.literal("repair"),
    graph: z.literal("damage-mask"),
    stride: z.number().int().positive(),
    /** Larger photos are reduced to this short side; smaller ones keep their size. */
    maxShortSide: z.number().int().positive(),
    /** A pixel is damaged when its mask is above `threshold` and it is connected to one above `sure` (more than that below 512 px). */
    threshold: z.number().min(0).max(1),
    sure: z.number().min(0).max(1),
  }),
  /**
   * LaMa: the gray picture as sRGB 0..1 [1,3,S,S] and `mask` [1,1,S,S], 1 in the hole → the picture with the hole filled [1,3,S,S],
   * of which only the lightness is used.
   */
  z.strictObject({
    ...file,
    ...square,
    role: z.literal("inpaint"),
    graph: z.literal("lama"),
    mask: z.string(),
    /** Scale of the output: 0..255, or 0..1. */
    values: z.enum(["bytes", "unit"]),
  }),
  /** MI-GAN's pipeline, all of it in bytes: the gray picture [1,3,S,S] and `mask` [1,1,S,S], 255 what is known, 0 the hole → as LaMa. */
  z.strictObject({ ...file, ...square, role: z.literal("inpaint"), graph: z.literal("migan"), mask: z.string() }),
  /**
   * `lightness` [1,1,H,W] → on a grid of H/8 × W/8, only at local maxima above 0: `score` [1,1,h,w] 0..1; `box` [1,4,h,w]: center x, center y,
   * width, height; `points` [1,10,h,w]: x, y of right eye, left eye, nose, right and left corner of the mouth. In pixels of the input.
   */
  z.strictObject({
    ...file,
    role: z.literal("faces"),
    graph: z.literal("face-centers"),
    stride: z.number().int().positive(),
    /** One pass per input size. Large faces are found at small sizes, where small objects can look like faces too. */
    passes: z
      .array(
        z.strictObject({
          longSide: z.number().int().positive(),
          /** A face scores above `threshold`, and its longer side in input pixels is at least `smallest`. */
          threshold: z.number().min(0).max(1),
          smallest: z.number().min(0),
        }),
      )
      .min(1),
  }),
  /** `lightness` [1,1,H,W] → `change` [1,1,H,W], to be added to L* for less grain and blur. */
  z.strictObject({
    ...file,
    role: z.literal("photo-clarity"),
    graph: z.literal("photo-lightness"),
    stride: z.number().int().positive(),
    /** Larger photos are reduced to this short side; smaller ones keep their size. */
    maxShortSide: z.number().int().positive(),
    /** Mean absolute change in L* from which the gain is 1, 2 and 3. Below the first the photo is already clear. */
    gains: z.tuple([z.number().positive(), z.number().positive(), z.number().positive()]),
  }),
  /** `lightness` [N,1,S,S] → the same, made clear. Upright faces in a square of 1.6 times the longer side of their box. */
  z.strictObject({
    ...file,
    role: z.literal("clarity"),
    graph: z.literal("face-lightness"),
    side: z.number().int().positive(),
  }),
  /**
   * GFPGAN and related models: a face on the FFHQ template as gray sRGB −1..1 [1,3,S,S] → the restored face in color, of which only
   * the lightness is used.
   */
  z.strictObject({
    ...file,
    ...square,
    role: z.literal("clarity"),
    graph: z.literal("gfpgan"),
    /** CodeFormer's second input: 0 gives the best-looking face, 1 stays closest to the photo. */
    fidelity: z.strictObject({ input: z.string(), value: z.number().min(0).max(1) }).optional(),
  }),
]);

/**
 * How to run a color model: one pass per short side (in pixels), averaged. `evenFlatGround` evens out the color where lightness is
 * flat (even-flat-ground.ts).
 */
export const presetSchema = z.strictObject({
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

export type Manifest = z.infer<typeof manifestSchema>;
export type ManifestModel = Manifest["models"][number];
export type ModelOf<Role extends ManifestModel["role"]> = Extract<ManifestModel, { role: Role }>;
export type ModelOfGraph<Graph extends ManifestModel["graph"]> = Extract<ManifestModel, { graph: Graph }>;
/** What a color graph takes and gives, wherever its weights are. */
export type GraphOf<Graph extends ManifestModel["graph"]> = Omit<ModelOfGraph<Graph>, keyof typeof file>;
export type ColorGraph = GraphOf<"lightness-to-ab"> | GraphOf<"ddcolor"> | GraphOf<"deoldify">;
export type Preset = z.infer<typeof presetSchema>;
