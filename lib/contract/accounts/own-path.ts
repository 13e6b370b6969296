import { z } from "zod";

/** Printable ASCII after one slash. `//host` and `/\host` are other sites to a browser. */
const printable = /^\/(?![/\\])[\x21-\x7e]*$/;
const maxLength = 500;

/**
 * Whether a text is the address of a page of this studio. Anything that a browser or a proxy could read as another site is not:
 * a scheme, `//host`, a backslash, either of them in their encoded form, control characters that would be stripped.
 */
export function isOwnPath(text: unknown): text is string {
  if (typeof text !== "string" || text.length > maxLength || !printable.test(text) || text.includes("\\")) return false;
  const path = text.split(/[?#]/, 1)[0] ?? "";
  return !/\/\/|%(25)*(2f|5c)/i.test(path);
}

export const ownPathSchema = z.string().refine(isOwnPath, "must be the path of a page of this studio");
