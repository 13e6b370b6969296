import { formFields, models, type Order, orderFields } from "../../contract/order";
import { AppError } from "../../errors/app-error";

/**
 * The order that the text fields of a form ask for; absent ones take their defaults.
 * @throws {AppError} invalid_model, invalid_boolean; `param` names the field
 */
export function parseOrder(fields: ReadonlyMap<string, string>): Order {
  const model = orderFields.model.safeParse(fields.get(formFields.model));
  if (!model.success) {
    const names = models.map((name) => `\`${name}\``).join(" or ");
    const given = quote(fields.get(formFields.model));
    throw new AppError("invalid_model", {
      detail: `The model is ${given}; it must be ${names}.`,
      param: formFields.model,
    });
  }
  return {
    model: model.data,
    cleanScratches: parseFlag(fields, formFields.cleanScratches),
    faceRemaster: parseFlag(fields, formFields.faceRemaster),
  };
}

function parseFlag(fields: ReadonlyMap<string, string>, name: "clean_scratches" | "face_remaster"): boolean {
  const flag = orderFields[name].safeParse(fields.get(name));
  if (flag.success) return flag.data;
  const detail = `\`${name}\` is ${quote(fields.get(name))}; it must be \`true\` or \`false\`.`;
  throw new AppError("invalid_boolean", { detail, param: name });
}

/** What was sent, short enough for an error text. */
function quote(text = ""): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}
