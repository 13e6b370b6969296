import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { AppError } from "../../../errors/app-error";

const modelSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+$/),
  role: z.enum(["colour", "repair", "clarity"]),
  // A bare file name: a manifest can't reach outside its folder.
  file: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.number().int().positive(),
  colourSpace: z.string(),
  /** Fed with L* × scale + offset; width and height are multiples of `stride`. */
  input: z.strictObject({
    name: z.string(),
    shape: z.string(),
    stride: z.number().int().positive(),
    scale: z.number(),
    offset: z.number(),
  }),
  /** Multiplied by `scale` it is CIELAB a and b, at any fraction of the input's size. */
  output: z.strictObject({ name: z.string(), shape: z.string(), scale: z.number() }),
});

/** One way to use a model: a pass per short side (pixels) and, with `mirror`, one more on the mirrored photo; the mean counts. */
const presetSchema = z.strictObject({
  model: z.string(),
  shortSides: z.array(z.number().int().min(32).max(2048)).min(1),
  mirror: z.boolean(),
});

export const manifestSchema = z
  .strictObject({
    models: z.array(modelSchema),
    presets: z.strictObject({ tiny: presetSchema.optional(), large: presetSchema.optional() }),
  })
  .refine(
    ({ models, presets }) =>
      Object.values(presets).every((preset) =>
        models.some((model) => model.role === "colour" && model.name === preset?.model),
      ),
    "every preset must name a model of the role colour",
  );

export type Manifest = z.infer<typeof manifestSchema>;
export type ManifestModel = Manifest["models"][number];
export type Preset = z.infer<typeof presetSchema>;

/**
 * Reads `manifest.json` of a models folder.
 * @throws {AppError} not_configured when there is none or it says something wrong
 */
export async function readManifest(modelsDir: string): Promise<Manifest> {
  try {
    return manifestSchema.parse(JSON.parse(await readFile(path.join(modelsDir, "manifest.json"), "utf8")));
  } catch (cause) {
    throw new AppError("not_configured", { detail: "The models folder has no readable manifest.json.", cause });
  }
}

/**
 * Reads the weights and compares them with the manifest, so that a half-copied or altered file never runs.
 * @throws {AppError} not_configured
 */
export async function readVerifiedModel(modelsDir: string, model: ManifestModel): Promise<Buffer> {
  const bytes = await readFile(path.join(modelsDir, model.file)).catch((cause: unknown) => {
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
