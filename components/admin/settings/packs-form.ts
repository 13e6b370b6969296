import { z } from "zod";
import type { FormProblems } from "@/components/ui/forms/use-schema-form";
import { type CreditPack, creditPacksSchema } from "@/lib/contract/packs";
import { currencyDigits } from "@/lib/format/format-money";

const text = z.string().trim();

/** The packs as a form has them: texts, the price in whole units of its currency. */
export const packsFormSchema = z.object({
  packs: z.array(z.object({ id: text, name: text, credits: text, price: text, currency: text, stripePriceId: text })),
});
export type PackValues = z.infer<typeof packsFormSchema>;
type Pack = PackValues["packs"][number];

export const newPack = (): Pack => ({ id: "", name: "", credits: "", price: "", currency: "usd", stripePriceId: "" });

/** The form's values for a setting that is checked already. */
export function readPacks(value: string | null): PackValues {
  const packs = creditPacksSchema.parse(JSON.parse(value ?? "[]"));
  return { packs: packs.map(readPack) };
}

function readPack({ id, name, credits, priceCents, currency, stripePriceId = "" }: CreditPack): Pack {
  const digits = currencyDigits(currency);
  return {
    id,
    name,
    credits: String(credits),
    price: (priceCents / 10 ** digits).toFixed(digits),
    currency,
    stripePriceId,
  };
}

type Written = { text: string; problems?: undefined } | { text?: undefined; problems: FormProblems<PackValues> };

/** The setting's text, or what is wrong at which field. */
export function writePacks({ packs }: PackValues): Written {
  const parsed = creditPacksSchema.safeParse(packs.map(toPack));
  if (parsed.success) return { text: JSON.stringify(parsed.data) };
  const problems = parsed.error.issues.map(({ path: [at, field], message }) => {
    if (typeof at !== "number") return ["form", `${message}.`];
    return [`packs.${at}.${field === "priceCents" ? "price" : String(field)}`, sayProblem(field, message)];
  });
  // The first of a field is the one to say.
  return { problems: Object.fromEntries(problems.toReversed()) };
}

function toPack({ id, name, credits, price, currency, stripePriceId }: Pack): object {
  const code = currency.toLowerCase();
  return {
    id,
    name,
    credits: /^\d+$/.test(credits) ? Number(credits) : Number.NaN,
    priceCents: toCents(price, code),
    currency: code,
    ...(stripePriceId ? { stripePriceId } : {}),
  };
}

/** In the smallest unit; NaN for what is no amount of this currency. Moved by text: 0.07 * 100 is not 7. */
function toCents(price: string, currency: string): number {
  const digits = currencyDigits(currency);
  const [, whole, part = ""] = /^(\d+)(?:[.,](\d+))?$/.exec(price) ?? [];
  return whole === undefined || part.length > digits ? Number.NaN : Number(whole + part.padEnd(digits, "0"));
}

function sayProblem(field: PropertyKey | undefined, message: string): string {
  if (field === "credits") return "Enter a whole number from 1 to 1,000,000.";
  if (field === "priceCents") return "Enter an amount of the currency, such as 5.00.";
  if (field === "name") return "Enter a name of at most 60 characters.";
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
}
