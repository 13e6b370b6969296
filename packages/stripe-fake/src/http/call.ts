import { z } from "zod";
import type { World } from "../world";
import { parameterError } from "./stripe-error";

export type Params = Record<string, unknown>;
/** One request to the API: `id` is what stands in the path. */
export type Call = { world: World; id: string; params: Params };

/** The parameters, or Stripe's own 400 that names the first that is wrong. */
export function readParams<Schema extends z.ZodType>(schema: Schema, params: Params): z.infer<Schema> {
  const parsed = schema.safeParse(params, { reportInput: true });
  if (!parsed.success) throw parameterError(parsed.error);
  return parsed.data;
}

/** Everything arrives as text: numbers and booleans have to be read out of it. */
export const fields = {
  text: z.string().min(1),
  integer: z
    .string()
    .regex(/^-?\d+$/, "not an integer")
    .transform(Number),
  boolean: z.enum(["true", "false"]).transform((text) => text === "true"),
  currency: z
    .string()
    .regex(/^[a-z]{3}$/i, "not a currency")
    .transform((text) => text.toLowerCase()),
  /** Empty text takes all of it away. */
  metadata: z.union([z.literal("").transform(() => ({})), z.record(z.string().max(40), z.string().max(500))]),
  address: z.url({ protocol: /^https?$/ }),
};
