import { z } from "zod";
import { formFields, orderFields } from "../order";

const modeText = { type: "string" as const, enum: ["true", "false", "auto"], default: "false" };
const modes = "`true`, `false` or `auto` (only where the photo has something for it to do), in any case.";

/** The multipart form of POST /api/v1/colorize. Values are sent as text; `override` describes their meaning. */
export const orderFormSchema = z
  .object({
    [formFields.image]: z.unknown().meta({
      description:
        "The photo: a file, or text with a data URL, an http(s) URL or base64. JPEG, PNG, WebP, GIF (first frame), TIFF, AVIF or HEIC, " +
        "at most 25 MB and as many pixels as `limits.maxPixels` of the account says. Send exactly one.",
      override: { anyOf: [{ type: "string", format: "binary" }, { type: "string" }] },
    }),
    [formFields.model]: orderFields.model.meta({ description: "`large` gives better colors, `tiny` is faster." }),
    [formFields.cleanScratches]: orderFields.clean_scratches.meta({
      description: `Smart Damage Repair, +1 credit. ${modes}`,
      override: modeText,
    }),
    [formFields.faceRemaster]: orderFields.face_remaster.meta({
      description: `AI Clarity Boost, +2 credits. ${modes}`,
      override: modeText,
    }),
    [formFields.outputFormat]: orderFields.output_format.meta({
      description: "Format of the picture that comes back.",
    }),
    [formFields.strength]: orderFields.strength.meta({
      description: "Amount of color, from 0 (the photo in gray) to 1 (full color).",
      override: ({ jsonSchema }: { jsonSchema: { pattern?: string } }) => {
        delete jsonSchema.pattern;
        Object.assign(jsonSchema, { type: "number", minimum: 0, maximum: 1, default: 1 });
      },
    }),
    [formFields.metadata]: orderFields.metadata.meta({
      description:
        "The photo's EXIF and XMP: `keep` keeps them, `strip_gps` removes the location, `strip` removes them all.",
    }),
  })
  .meta({ id: "ColorizeForm" });
