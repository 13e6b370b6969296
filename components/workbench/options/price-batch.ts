import { type AddOn, addOns, type Order, readAddOnMode, setAddOnMode } from "@/lib/contract/order";
import { hasWork, type PhotoFacts } from "@/lib/contract/photos/photo-facts";
import { type PriceLine, priceOrder } from "@/lib/contract/prices";

/** A photo that could be sent now. */
export type PricedPhoto = {
  ref: string;
  order: Order;
  /** What the preview inspection found; null when it has not, or could not. */
  facts: PhotoFacts | null;
  /** Whether the inspection is still to come. */
  checking: boolean;
};

type Input = {
  /** In the order in which they will be sent. */
  photos: readonly PricedPhoto[];
  /** Credits that can be spent; null while nobody is signed in. */
  available: number | null;
  /** Price of photos that are being sent and not yet held by the server. */
  committed: number;
};

export type BatchPrice = {
  lines: (PriceLine & { photos: number })[];
  total: number;
  /** Whether some add-ons run only where found and nobody knows yet where: `total` is then the most that it can be. */
  isAtMost: boolean;
  /** Photos whose inspection decides the price and is still to come. */
  checking: number;
  /** What will be left; null while nobody is signed in. Negative when it is not enough. */
  after: number | null;
  /** How many photos, from the first, the credits are enough for. */
  affordable: number;
};

/** The order with each add-on that runs where found decided, as far as the inspection tells. */
export function resolveOrder(order: Order, facts: PhotoFacts | null): Order {
  if (!facts) return order;
  return addOns
    .filter((addOn) => readAddOnMode(order, addOn) === "auto" && isKnown(addOn, facts))
    .reduce((resolved, addOn) => setAddOnMode(resolved, addOn, hasWork(addOn, facts) ? "on" : "off"), order);
}

const isKnown = (addOn: AddOn, { damagePercent, clarityGain }: PhotoFacts): boolean =>
  (addOn === "cleanScratches" ? damagePercent : clarityGain) !== null;

/** What pressing the button will cost and what will be left, in credits. */
export function priceBatch({ photos, available, committed }: Input): BatchPrice {
  const lines = new Map<PriceLine["item"], BatchPrice["lines"][number]>();
  const spendable = available === null ? Number.POSITIVE_INFINITY : available - committed;
  let [total, affordable] = [0, 0];
  const resolved = photos.map(({ order, facts }) => resolveOrder(order, facts));
  for (const order of resolved) {
    const price = priceOrder(order);
    for (const line of price.lines) {
      lines.set(line.item, { ...line, photos: (lines.get(line.item)?.photos ?? 0) + 1 });
    }
    total += price.total;
    if (total <= spendable) affordable += 1;
  }
  return {
    lines: [...lines.values()],
    total,
    isAtMost: resolved.some(({ autoAddOns }) => autoAddOns.length > 0),
    checking: photos.filter(({ checking }, at) => checking && resolved[at]?.autoAddOns.length).length,
    after: available === null ? null : spendable - total,
    affordable,
  };
}
