import { z } from "zod";
import type { Capability, ProviderCapabilities } from "@/lib/contract/answers";
import { sampleInputs, sampleLanguages } from "@/lib/contract/code-samples/sample-request";
import { models } from "@/lib/contract/order";

export const sampleViews = ["code", "try"] as const;
const isOn = z
  .literal("1")
  .transform(() => true)
  .catch(false);

/** The sample chosen in the URL. Anything invalid becomes the default. */
const choicesSchema = z.object({
  view: z.enum(sampleViews).catch("code"),
  input: z.enum(sampleInputs).catch("file"),
  model: z.enum(models).catch("large"),
  repair: isOn,
  clarity: isOn,
  lang: z.enum(sampleLanguages).catch("curl"),
  /** Whether the signed-in user's own key is in the sample, masked. */
  key: z.literal("mine").nullable().catch(null),
});
export type SampleChoices = z.infer<typeof choicesSchema>;

export const readChoices = (query: Record<string, unknown>): SampleChoices => choicesSchema.parse(query);

const defaults = readChoices({});

/** Choices as query parameters; null for a default, which the URL leaves out. */
export function writeChange(change: Partial<SampleChoices>): Record<string, string | null> {
  const words = Object.entries(change).map(([name, value]) => {
    const isDefault = value === defaults[name as keyof SampleChoices];
    return [name, isDefault ? null : value === true ? "1" : String(value)];
  });
  return Object.fromEntries(words);
}

/** The URL of the page with these choices. */
export function writeChoicesAddress(path: string, choices: SampleChoices): string {
  const words = Object.entries(writeChange(choices)).filter((word): word is [string, string] => word[1] !== null);
  return words.length > 0 ? `${path}?${new URLSearchParams(words)}` : path;
}

/** Why this studio would refuse a call with these choices; null when it would not. */
export function findObstacle(
  { models, addOns }: ProviderCapabilities,
  { model, repair, clarity }: Pick<SampleChoices, "model" | "repair" | "clarity">,
): string | null {
  const ordered: [name: string, capability: Capability][] = [[`The model ${model}`, models[model]]];
  if (repair) ordered.push(["Smart Damage Repair", addOns.cleanScratches]);
  if (clarity) ordered.push(["AI Clarity Boost", addOns.faceRemaster]);
  const missing = ordered.filter(([, { available }]) => !available);
  if (missing.length === 0) return null;
  const names = missing.map(([name]) => name).join(" and ");
  const verb = missing.length === 1 ? "is" : "are";
  return `${names} ${verb} not set up on this studio: the call returns 503 and is not charged.`;
}
