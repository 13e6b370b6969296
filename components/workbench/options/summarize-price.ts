import type { Order } from "@/lib/contract/order";
import { type PriceLine, priceOrder } from "@/lib/contract/prices";

type Input = {
  photos: number;
  order: Order;
  /** Null while nobody is signed in. */
  available: number | null;
  /** Price of photos that are being sent and not yet held by the server. */
  committed: number;
};
export type PriceSummary = {
  lines: PriceLine[];
  each: number;
  total: number;
  /** What will be left; null while nobody is signed in. Negative when it is not enough. */
  after: number | null;
  enough: boolean;
};

/** What pressing the button will cost and what will be left, in credits. */
export function summarizePrice({ photos, order, available, committed }: Input): PriceSummary {
  const { lines, total: each } = priceOrder(order);
  const total = each * photos;
  const after = available === null ? null : available - committed - total;
  return { lines, each, total, after, enough: after === null || after >= 0 };
}
