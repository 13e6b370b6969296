import { keyScopes } from "../../../../lib/contract/accounts/api-keys";
import { addOns, defaultOrder, formFields, setAddOnMode } from "../../../../lib/contract/order";
import { priceLeast, priceOrder } from "../../../../lib/contract/prices";
import { accountSchema, quoteRequestSchema, quoteSchema } from "../../../../lib/contract/v1/account";
import { type JobResource, jobPageSchema } from "../../../../lib/contract/v1/jobs";

/** One account and its one key. Tests read what happened and set what shall fail. */
export type FakeAccount = {
  key: string;
  mode: "live" | "test";
  available: number;
  /** Newest last. */
  jobs: JobResource[];
  /** Idempotency-Key → what it was used for; `jobId` is null while it runs. */
  repeats: Map<string, { fingerprint: string; jobId: string | null }>;
  outputs: Map<string, Buffer>;
};

export function answerAccount({ key, mode, available }: FakeAccount) {
  const masked = `${key.slice(0, 9)}…${key.slice(-4)}`;
  const createdAt = "2026-01-01T00:00:00.000Z";
  const budget = { monthly: null, spent: 0, renewsAt: "2026-02-01T00:00:00.000Z" };
  const limits = { keyRequestsPerMinute: 60, accountRequestsPerMinute: 120, maxImageBytes: 1, maxPixels: 1 };
  return accountSchema.parse({
    credits: { available, held: 0 },
    key: { id: "key_1", name: "laptop", mode, masked, scopes: [...keyScopes], budget, createdAt, expiresAt: null },
    limits: { ...limits, retentionHours: 24 },
  });
}

export function answerQuote({ available }: FakeAccount, body: unknown) {
  const { photos, ...asked } = quoteRequestSchema.parse(body);
  const order = addOns.reduce((ordered, addOn) => setAddOnMode(ordered, addOn, asked[formFields[addOn]]), defaultOrder);
  const { lines, total } = priceOrder(order);
  const all = total * photos;
  return quoteSchema.parse({
    lines,
    photos,
    total: all,
    least: priceLeast(order) * photos,
    available,
    enough: available >= all,
  });
}

export function answerJobs({ jobs }: FakeAccount, query: URLSearchParams) {
  const start = Number(query.get("cursor") ?? 0);
  const limit = Number(query.get("limit") ?? 20);
  const status = query.get("status");
  const all = jobs.filter((job) => status === null || job.status === status).reverse();
  const nextCursor = start + limit < all.length ? String(start + limit) : null;
  return jobPageSchema.parse({ jobs: all.slice(start, start + limit), nextCursor });
}
