import type { ProviderCapabilities } from "./answers";
import { type AddOn, addOns, type Order } from "./order";
import { hasWork, type PhotoFacts } from "./photos/photo-facts";

/**
 * The largest change of a sample that each add-on made, in 1/255 of white, 0 to 255. Null when the add-on was not ordered or the
 * provider does not report it.
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

/** The price of one photo in credits, line by line and in total. */
export function priceOrder(order: Record<AddOn, boolean>): { lines: PriceLine[]; total: number } {
  const items: (keyof typeof prices)[] = ["colorize"];
  if (order.cleanScratches) items.push("cleanScratches");
  if (order.faceRemaster) items.push("faceRemaster");
  const lines = items.map((item) => ({ item, label: priceLabels[item], credits: prices[item] }));
  return { lines, total: lines.reduce((sum, line) => sum + line.credits, 0) };
}

/** The credits that a job holds, which is the most it can be charged; 0 with a test key. */
export const creditsFor = (order: Record<AddOn, boolean>, mode: "live" | "test"): number =>
  mode === "test" ? 0 : priceOrder(order).total;

/** In 1/255 of white. A change of at most this much is invisible, so the add-on is not charged. */
export const largestIdleChange = 2;

/** The ordered add-ons that changed nothing visible. An unknown change counts as visible. */
export const listIdleAddOns = (order: Record<AddOn, boolean>, changes: AddOnChanges): AddOn[] =>
  addOns.filter((addOn) => order[addOn] && (changes[addOn] ?? Infinity) <= largestIdleChange);

/** The add-ons ordered with `auto` for which these facts leave nothing to do. */
export const listNeedless = ({ autoAddOns }: Pick<Order, "autoAddOns">, facts: PhotoFacts | null): AddOn[] =>
  autoAddOns.filter((addOn) => !hasWork(addOn, facts));

/** The least that an order can cost: nothing for the add-ons that only run where they have something to do. */
export const priceLeast = (order: Pick<Order, AddOn | "autoAddOns">): number =>
  creditsDue(order, "live", order.autoAddOns);

/** The credits that a successful job is charged: its price without the idle add-ons. */
export const creditsDue = (order: Record<AddOn, boolean>, mode: "live" | "test", idle: readonly AddOn[]): number =>
  creditsFor({ ...order, ...Object.fromEntries(idle.map((addOn) => [addOn, false])) }, mode);

/** Whether the current provider can do what a line of the price list names. */
export function isOffered({ models, addOns }: ProviderCapabilities, item: PriceLine["item"]): boolean {
  return item === "colorize" ? models.large.available || models.tiny.available : addOns[item].available;
}
