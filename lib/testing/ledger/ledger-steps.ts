import fc from "fast-check";

/** One thing that can happen to a user's credits. Jobs, purchases and references are numbers, so that steps meet. */
export type LedgerStep =
  | { do: "grant"; credits: number; expiresOnDay: number | null }
  | { do: "pay"; purchase: number }
  | { do: "hold"; job: number; credits: number }
  /** `credits` of what the job holds, or all of it where it holds less. */
  | { do: "capture"; job: number; credits: number }
  | { do: "release"; job: number }
  | { do: "refund"; purchase: number; credits: number; reference: number }
  | { do: "freeze"; purchase: number; reference: number }
  | { do: "thaw"; purchase: number; reference: number }
  | { do: "expire" }
  | { do: "wait" };

/** What a step answers. `insufficient`, `exists` and `unpaid` stand for the errors of that kind. */
export type StepAnswer = boolean | number | null | { taken: number; debt: number } | Refusal;
export type Refusal = "insufficient" | "exists" | "unpaid";

export const jobCount = 6;
/** How many credits each purchase brings. */
export const purchaseCredits = [10, 5, 7];

const amount = fc.integer({ min: 1, max: 8 });
const job = fc.nat(jobCount - 1);
const purchase = fc.nat(purchaseCredits.length - 1);
const reference = fc.nat(2);
const expiresOnDay = fc.option(fc.integer({ min: 1, max: 4 }));

export const ledgerStep: fc.Arbitrary<LedgerStep> = fc.oneof(
  fc.record({ do: fc.constant("grant" as const), credits: amount, expiresOnDay }),
  { weight: 2, arbitrary: fc.record({ do: fc.constant("pay" as const), purchase }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("hold" as const), job, credits: amount }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("capture" as const), job, credits: amount }) },
  fc.record({ do: fc.constant("release" as const), job }),
  { weight: 2, arbitrary: fc.record({ do: fc.constant("refund" as const), purchase, credits: amount, reference }) },
  fc.record({ do: fc.constantFrom("freeze" as const, "thaw" as const), purchase, reference }),
  fc.record({ do: fc.constantFrom("expire" as const, "wait" as const) }),
);
