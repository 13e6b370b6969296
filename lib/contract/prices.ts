import type { Capabilities } from "./answers";
import type { AddOn } from "./order";

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

/** What a job holds and, when it succeeded, is charged. With a test key everything is free. */
export const creditsFor = (order: Record<AddOn, boolean>, mode: "live" | "test"): number =>
  mode === "test" ? 0 : priceOrder(order).total;

/** Whether the provider in charge can do what a line of the price list names. */
export function isOffered({ models, addOns }: Capabilities, item: PriceLine["item"]): boolean {
  return item === "colorize" ? models.large.available || models.tiny.available : addOns[item].available;
}
