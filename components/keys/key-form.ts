import { z } from "zod";
import {
  type ApiKeyAnswer,
  type CreateKeyRequest,
  createKeySchema,
  keyScopes,
  type UpdateKeyRequest,
} from "@/lib/contract/accounts/api-keys";
import { keyModes } from "@/lib/contract/answers";

/** When a key ends: as it is, never, in so many days, or after a day that is named. */
const expiryChoices = ["unchanged", "never", "30", "90", "365", "date"] as const;
export type ExpiryChoice = (typeof expiryChoices)[number];

const { name, scopes, monthlyBudget, allowedRanges } = createKeySchema.shape;

/** A text that the contract's schema reads once it is taken apart; what that refuses is told at the text as a whole. */
const textOf = <Value>(schema: z.ZodType<Value, unknown>, read: (text: string) => unknown) =>
  z.string().transform((text, context) => {
    const parsed = schema.safeParse(read(text.trim()));
    if (parsed.success) return parsed.data;
    context.addIssue({ code: "custom", message: parsed.error.issues[0]?.message ?? "This cannot be used" });
    return z.NEVER;
  });

const readNumber = (text: string) => (text === "" ? null : Number(text));
const readLines = (text: string) => text.split(/[\s,;]+/).filter((part) => part !== "");

/** What a person enters to make or change a key. */
export const keyFormSchema = z
  .object({
    name,
    mode: z.enum(keyModes),
    scopes: scopes.unwrap(),
    monthlyBudget: textOf(monthlyBudget, readNumber),
    allowedRanges: textOf(allowedRanges, readLines),
    expiry: z.enum(expiryChoices),
    /** A day of the reader's calendar. */
    expiresAt: z.string(),
  })
  .refine(({ expiry, expiresAt }) => expiry !== "date" || endOfDay(expiresAt) > new Date(), {
    path: ["expiresAt"],
    error: "Choose a day that is not over yet",
  });
type KeyForm = z.output<typeof keyFormSchema>;
export type KeyFormValues = z.input<typeof keyFormSchema>;

export const newKeyValues: KeyFormValues = {
  name: "",
  mode: "live",
  scopes: [...keyScopes],
  monthlyBudget: "",
  allowedRanges: "",
  expiry: "never",
  expiresAt: "",
};

/** The form of a key that is there. */
export const valuesOf = ({ name, mode, scopes, monthlyBudget, allowedRanges }: ApiKeyAnswer): KeyFormValues => ({
  name,
  mode,
  scopes,
  monthlyBudget: monthlyBudget === null ? "" : String(monthlyBudget),
  allowedRanges: allowedRanges.join("\n"),
  expiry: "unchanged",
  expiresAt: "",
});

export function toCreateRequest({ mode, ...form }: KeyForm): CreateKeyRequest {
  return { mode, ...toSettings(form), monthlyBudget: mode === "test" ? null : form.monthlyBudget };
}

export const toUpdateRequest = ({ mode, ...form }: KeyForm): UpdateKeyRequest => toSettings(form);

function toSettings({ expiry, expiresAt, ...settings }: Omit<KeyForm, "mode">) {
  if (expiry === "unchanged") return settings;
  if (expiry === "never") return { ...settings, expiresAt: null };
  if (expiry === "date") return { ...settings, expiresAt: endOfDay(expiresAt).toISOString() };
  return { ...settings, expiresInDays: Number(expiry) };
}

/** The day's last moment where the reader is; an invalid date for what is no day. */
const endOfDay = (day: string) => new Date(`${day}T23:59:59.999`);
