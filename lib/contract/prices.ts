import type { Capabilities } from "./answers";
import { type AddOn, addOns } from "./order";

/**
 * How much each add-on of a run changed: the largest change of any sample it made, in 1/255 units, 0..255. Null when it was not
 * ordered, or whoever ran it doesn't say.
 */
export type AddOnChanges = Record<AddOn, number | null>;

export const unknownChanges: AddOnChanges = { cleanScratches: null, faceRemaster: null };

export const prices = { colorize: 1, cleanScratches: 1, faceRemaster: 2 } as const;
export type PriceLine = { item: keyof typeof prices; label: string; credits: number };

export const priceLabels: Record<keyof typeof prices, string> = {
  colorize: "Colorize",
  cleanScratches: "Smart Damage Repair",
  faceRemaster: "AI Clarity Boost",
};

/** The lines of one photo's price and their total, in credits. */
export function priceOrder(order: Record<AddOn, boolean>): { lines: PriceLine[]; total: number } {
  const items: (keyof typeof prices)[] = ["colorize"];
  if (order.cleanScratches) items.push("cleanScratches");
  if (order.faceRemaster) items.push("faceRemaster");
  const lines = items.map((item) => ({ item, label: priceLabels[item], credits: prices[item] }));
  return { lines, total: lines.reduce((sum, line) => sum + line.credits, 0) };
}

/** What a job holds while it runs, and is charged at most. With a test key everything is free. */
export const creditsFor = (order: Record<AddOn, boolean>, mode: "live" | "test"): number =>
  mode === "test" ? 0 : priceOrder(order).total;

/** In 1/255 of a sample's range: nobody sees a change of this much or less, so it is not charged. */
export const largestIdleChange = 2;

/** The ordered add-ons that changed nothing one can see. What nobody measured counts as done. */
export const listIdleAddOns = (order: Record<AddOn, boolean>, changes: AddOnChanges): AddOn[] =>
  addOns.filter((addOn) => order[addOn] && (changes[addOn] ?? Infinity) <= largestIdleChange);

/** What a job that succeeded is charged: its price without the add-ons that were idle. */
export const creditsDue = (order: Record<AddOn, boolean>, mode: "live" | "test", idle: readonly AddOn[]): number =>
  creditsFor({ ...order, ...Object.fromEntries(idle.map((addOn) => [addOn, false])) }, mode);

/** Whether the provider in charge can do what a line of the price list names. */
export function isOffered({ models, addOns }: Capabilities, item: PriceLine["item"]): boolean {
  return item === "colorize" ? models.large.available || models.tiny.available : addOns[item].available;
}
