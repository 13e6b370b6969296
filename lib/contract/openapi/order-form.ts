import { z } from "zod";
import { formFields, orderFields } from "../order";

const flagText = { type: "string" as const, enum: ["true", "false"], default: "false" };

/** The multipart form of a colorization. Values are text on the wire; `override` says what that text means. */
export const orderFormSchema = z
  .object({
    [formFields.image]: z.unknown().meta({
      description:
        "One part: a file, or text that is a data URL, an http(s) URL or base64. At most 25 MiB and 50 megapixels; " +
        "JPEG, PNG, WebP, GIF (first frame), TIFF, AVIF or HEIC.",
      override: { anyOf: [{ type: "string", format: "binary" }, { type: "string" }] },
    }),
    [formFields.model]: orderFields.model.meta({ description: "`large` gives better colors, `tiny` is faster." }),
    [formFields.cleanScratches]: orderFields.clean_scratches.meta({
      description: "Smart Damage Repair, +1 credit. `true` or `false`, in any case.",
      override: flagText,
    }),
    [formFields.faceRemaster]: orderFields.face_remaster.meta({
      description: "AI Clarity Boost, +2 credits. `true` or `false`, in any case.",
      override: flagText,
    }),
    [formFields.outputFormat]: orderFields.output_format.meta({
      description: "Format of the picture that comes back.",
    }),
    [formFields.strength]: orderFields.strength.meta({
      description: "How much color: 0 gives the photo back in gray, 1 is all of it.",
      override: ({ jsonSchema }: { jsonSchema: { pattern?: string } }) => {
        delete jsonSchema.pattern;
        Object.assign(jsonSchema, { type: "number", minimum: 0, maximum: 1, default: 1 });
      },
    }),
    [formFields.metadata]: orderFields.metadata.meta({
      description: "What becomes of the photo's EXIF and XMP: kept, kept without the place, or dropped.",
    }),
  })
  .meta({ id: "ColorizeForm" });
