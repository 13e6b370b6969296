import type { Capabilities, Capability } from "@/lib/contract/answers";
import type { SampleChoices } from "./samples/sample-choices";

/** Why this studio would refuse a call with these choices; null when it would not. */
export function findObstacle(
  { models, addOns }: Capabilities,
  { model, repair, clarity }: Pick<SampleChoices, "model" | "repair" | "clarity">,
): string | null {
  const asked: [name: string, capability: Capability][] = [[`The model ${model}`, models[model]]];
  if (repair) asked.push(["Smart Damage Repair", addOns.cleanScratches]);
  if (clarity) asked.push(["AI Clarity Boost", addOns.faceRemaster]);
  const missing = asked.filter(([, { available }]) => !available);
  if (missing.length === 0) return null;
  const names = missing.map(([name]) => name).join(" and ");
  const verb = missing.length === 1 ? "is" : "are";
  return `${names} ${verb} not set up on this studio: the call answers 503 and is not charged.`;
}
