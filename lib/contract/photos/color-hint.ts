import { z } from "zod";

/** The longest hint, in UTF-16 code units. */
export const maxHint = 300;

/** Control characters and line separators: a hint is one line, so that it can end no header, field or log line. */
const isOneLine = (text: string) => !/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u.test(text);

/** A hint as an order keeps it: what somebody knows about a photo's colors, such as "the dress was dark green". */
export const hintSchema = z
  .string()
  .min(1)
  .max(maxHint)
  .refine(isOneLine, { message: "A hint is one line without control characters" });

/** How a form spells it: spaces around it don't count, and nothing but spaces is no hint. */
export const hintText = z
  .string()
  .transform((text) => text.trim() || null)
  .pipe(hintSchema.nullable())
  .nullable();
