import type { z } from "zod";
import {
  type AddOnMode,
  addOns,
  bitDepths,
  defaultOrder,
  formFields,
  metadataPolicies,
  models,
  type Order,
  orderFields,
  outputFormats,
  outputProfiles,
  setAddOnMode,
} from "../../../contract/order";
import { maxHint } from "../../../contract/photos/color-hint";
import { maxPage } from "../../../contract/photos/edits";
import { AppError } from "../../../errors/app-error";

/**
 * The order that the text fields of a form make; absent ones take their defaults.
 * @throws {AppError} invalid_model, invalid_boolean, invalid_option; `param` names the field
 */
export function parseOrder(fields: ReadonlyMap<string, string>): Order {
  const model = orderFields.model.safeParse(fields.get(formFields.model));
  if (!model.success) {
    const given = quote(fields.get(formFields.model));
    throw new AppError("invalid_model", {
      detail: `The model is ${given}; it must be ${names(models)}.`,
      param: formFields.model,
    });
  }
  const plain: Order = {
    ...defaultOrder,
    model: model.data,
    outputFormat: parseOption(fields, "output_format", names(outputFormats)),
    strength: parseOption(fields, "strength", "a number from 0 to 1"),
    metadata: parseOption(fields, "metadata", names(metadataPolicies)),
    outputProfile: parseOption(fields, "output_profile", names(outputProfiles)),
    bitDepth: parseOption(fields, "bit_depth", names(bitDepths)),
    page: parseOption(fields, "page", `a whole number from 1 to ${maxPage}`),
    rotate: parseOption(fields, "rotate", "degrees clockwise, from -360 to 360"),
    crop: parseOption(
      fields,
      "crop",
      "`x,y,width,height` as shares of the turned photo, each from 0 to 1 and within it",
    ),
    invert: parseOption(fields, "invert", "`true` or `false`"),
    hint: parseOption(fields, "hint", `one line of at most ${maxHint} characters`),
  };
  return addOns.reduce((order, addOn) => setAddOnMode(order, addOn, parseAddOn(fields, formFields[addOn])), plain);
}

const names = (choices: readonly string[]) => choices.map((name) => `\`${name}\``).join(", ");

type OptionName = Exclude<keyof typeof orderFields, "model" | "clean_scratches" | "face_remaster">;

function parseOption<Name extends OptionName>(
  fields: ReadonlyMap<string, string>,
  name: Name,
  wanted: string,
): z.infer<(typeof orderFields)[Name]> {
  const option = orderFields[name].safeParse(fields.get(name));
  if (option.success) return option.data as z.infer<(typeof orderFields)[Name]>;
  const detail = `\`${name}\` is ${quote(fields.get(name))}; it must be ${wanted}.`;
  throw new AppError("invalid_option", { detail, param: name });
}

function parseAddOn(fields: ReadonlyMap<string, string>, name: "clean_scratches" | "face_remaster"): AddOnMode {
  const mode = orderFields[name].safeParse(fields.get(name));
  if (mode.success) return mode.data;
  const detail = `\`${name}\` is ${quote(fields.get(name))}; it must be \`true\`, \`false\` or \`auto\`.`;
  throw new AppError("invalid_boolean", { detail, param: name });
}

/** What was sent, short enough for an error text. */
function quote(text = ""): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}
