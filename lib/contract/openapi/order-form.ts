import { z } from "zod";
import { formFields, orderFields } from "../order";
import { maxHint } from "../photos/color-hint";
import { maxPage } from "../photos/edits";
import { listPhotoFormats } from "../photos/photo-formats";

const modeText = { type: "string" as const, enum: ["true", "false", "auto"], default: "false" };
const modes = "`true`, `false` or `auto` (only where the photo has something for it to do), in any case.";

/** A number that the form spells as text. */
const numeric =
  (described: object) =>
  ({ jsonSchema }: { jsonSchema: { pattern?: string } }) => {
    delete jsonSchema.pattern;
    Object.assign(jsonSchema, described);
  };

/** The multipart form of POST /api/v1/colorize. Values are sent as text; `override` describes their meaning. */
export const orderFormSchema = z
  .object({
    [formFields.image]: z.unknown().meta({
      description:
        `The photo: a file, or text with a data URL, an http(s) URL or base64. ${listPhotoFormats("or")}, ` +
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
      override: numeric({ type: "number", minimum: 0, maximum: 1, default: 1 }),
    }),
    [formFields.metadata]: orderFields.metadata.meta({
      description:
        "The photo's EXIF and XMP: `keep` keeps them, `strip_gps` removes the location, `strip` removes them all.",
    }),
    [formFields.outputProfile]: orderFields.output_profile.meta({
      description:
        "`srgb` shows the same everywhere; `keep` gives the output the photo's own RGB profile, such as Display P3 or Adobe RGB.",
    }),
    [formFields.bitDepth]: orderFields.bit_depth.meta({
      description:
        "`auto` gives 16 bits a channel where the photo has more than 8 and the format can hold them; `8` or `16` whatever it has. Formats without 16 bits give 8.",
    }),
    [formFields.page]: orderFields.page.meta({
      description: "Which page or frame of the file, counted from 1. `X-Photo-Pages` says how many there are.",
      override: numeric({ type: "integer", minimum: 1, maximum: maxPage, default: 1 }),
    }),
    [formFields.rotate]: orderFields.rotate.meta({
      description:
        "Degrees clockwise, at most two decimals, after the photo's own orientation. The picture grows to the box around it, its corners white.",
      override: numeric({ type: "number", minimum: -360, maximum: 360, default: 0 }),
    }),
    [formFields.crop]: orderFields.crop.meta({
      description: "The part to color: `x,y,width,height` as shares of the turned photo, such as `0.1,0.05,0.8,0.9`.",
      override: { type: "string", pattern: "^[0-9.]+(,[0-9.]+){3}$" },
    }),
    [formFields.invert]: orderFields.invert.meta({
      description: "`true` makes a positive of a negative. Done after the crop.",
      override: { type: "string", enum: ["true", "false"], default: "false" },
    }),
    [formFields.hint]: orderFields.hint.meta({
      description:
        "What you know about the photo's colors, in words, such as `the dress was dark green`. Only for studios whose engine takes " +
        "words; others answer `not_configured`.",
      override: { type: "string", maxLength: maxHint },
    }),
  })
  .meta({ id: "ColorizeForm" });
