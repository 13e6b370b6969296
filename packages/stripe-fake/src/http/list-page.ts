import { z } from "zod";
import { type Params, readParams } from "./call";
import { StripeError } from "./stripe-error";

const seconds = z.coerce.number().int();
const range = z.union([
  seconds,
  z.strictObject({ gt: seconds.optional(), gte: seconds.optional(), lt: seconds.optional(), lte: seconds.optional() }),
]);
const pageSchema = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(10),
  starting_after: z.string().optional(),
  ending_before: z.string().optional(),
  created: range.optional(),
});
type Listed = { id: string; created?: number };

function isWithin(created: number, wanted: z.infer<typeof range> | undefined): boolean {
  if (wanted === undefined) return true;
  if (typeof wanted === "number") return created === wanted;
  const { gt = -1, gte = -1, lt = Number.POSITIVE_INFINITY, lte = Number.POSITIVE_INFINITY } = wanted;
  return created > gt && created >= gte && created < lt && created <= lte;
}

function findIndex(items: Listed[], id: string, param: string): number {
  const at = items.findIndex((item) => item.id === id);
  if (at < 0) throw new StripeError(400, `No such object: '${id}'`, { code: "resource_missing", param });
  return at;
}

/**
 * One page, newest first, as Stripe pages: `limit` 1–100, `starting_after`, `ending_before`, `created`.
 * @param filters names of parameters that have to equal the object's field of that name; every other one is refused
 */
export function listPage<Item extends Listed>(
  url: string,
  objects: Iterable<Item>,
  params: Params,
  filters: readonly (keyof Item & string)[] = [],
) {
  const equal = Object.fromEntries(filters.map((name) => [name, z.string().optional()]));
  const page = readParams(z.strictObject({ ...pageSchema.shape, ...equal }), params);
  const { limit, starting_after: after, ending_before: before, created } = page;
  const matches = (item: Item) =>
    isWithin(item.created ?? 0, created) &&
    filters.every((name) => params[name] === undefined || item[name] === params[name]);
  const found = [...objects].reverse().filter(matches);
  const start = after ? findIndex(found, after, "starting_after") + 1 : 0;
  const end = before ? findIndex(found, before, "ending_before") : found.length;
  const from = before ? Math.max(start, end - limit) : start;
  const data = found.slice(from, Math.min(end, from + limit));
  const more = before ? from > start : from + limit < end;
  return { object: "list" as const, url, has_more: more, data };
}
