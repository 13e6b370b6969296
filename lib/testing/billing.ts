import type Stripe from "stripe";
import type { ControlCommand } from "../../packages/stripe-fake/src/control";
import { type StripeFake, startStripeFake } from "../../packages/stripe-fake/src/start-stripe-fake";
import { createUserWithCredits } from "../../prisma/factories/create-user-with-credits";
import type { BillingDeps } from "../billing/billing-deps";
import { applyEvent } from "../billing/events/apply-event";
import { receiveEvent } from "../billing/events/receive-event";
import { startCheckout } from "../billing/purchases/start-checkout";
import { createStripeClient } from "../billing/stripe/create-stripe-client";
import { systemClock } from "../clock/clock";
import { creditPacksSchema } from "../contract/packs";
import type { Db } from "../db/client";
import { createLog } from "../log/log";

export const webhookSecret = "whsec_test_secret_of_the_tests";
const packs = creditPacksSchema.parse([
  { id: "fifty", name: "Fifty", credits: 50, priceCents: 500, currency: "usd" },
  { id: "odd", name: "Odd", credits: 7, priceCents: 1000, currency: "eur" },
]);

type OpenBilling = { deps: BillingDeps; stripe: Stripe; fake: StripeFake };

/** `new TestBilling()`, open at once: for a test file that opens it once for all its tests. */
export const openTestBilling = (db: Db): Promise<TestBilling> => new TestBilling().open(db);

/** The billing flows on the database of the test and a stand-in of its own, which keeps its events until the test takes them. */
export class TestBilling {
  #opened: OpenBilling | undefined;

  async open(db: Db): Promise<this> {
    const fake = await startStripeFake({ port: 0, delivery: { target: null, secret: webhookSecret } });
    const stripe = createStripeClient({ STRIPE_SECRET_KEY: "sk_test_billing", STRIPE_API_BASE: fake.url });
    if (!stripe) throw new Error("no client");
    const parts = { db, clock: systemClock, log: createLog("silent"), stripe, webhookSecret, testMode: true, packs };
    this.#opened = { deps: { ...parts, automaticTax: false, promotionCodes: false }, stripe, fake };
    return this;
  }

  close(): Promise<void> {
    return this.#ready().fake.stop();
  }

  get deps(): BillingDeps {
    return this.#ready().deps;
  }

  get stripe(): Stripe {
    return this.#ready().stripe;
  }

  /** Of the stand-in, for STRIPE_API_BASE. */
  get url(): string {
    return this.#ready().fake.url;
  }

  /** What a person, a bank or bad luck does at Stripe. */
  async control<Answer = unknown>(command: ControlCommand): Promise<Answer> {
    const headers = { "Content-Type": "application/json" };
    const answer = await fetch(`${this.url}/_control`, { method: "POST", headers, body: JSON.stringify(command) });
    if (!answer.ok) throw new Error(await answer.text());
    return (await answer.json()) as Answer;
  }

  /** Somebody who has begun to buy a pack; `credits` are granted before. */
  async startPurchase({ packId = "fifty", credits = 0 } = {}) {
    const user = await createUserWithCredits(this.deps.db, credits);
    await startCheckout(this.deps, { userId: user.id, packId, origin: "http://studio.test" });
    const row = await this.deps.db.purchase.findFirstOrThrow({ where: { userId: user.id } });
    return { userId: user.id, purchaseId: row.id, sessionId: row.stripeSessionId ?? "" };
  }

  /** The same, paid: Stripe knows, the studio does not yet. */
  async pay({ packId = "fifty", credits = 0 } = {}) {
    const begun = await this.startPurchase({ packId, credits });
    await this.control({ do: "pay", session: begun.sessionId });
    const session = await this.stripe.checkout.sessions.retrieve(begun.sessionId, {
      expand: ["payment_intent.latest_charge"],
    });
    const intent = session.payment_intent as Stripe.PaymentIntent;
    return { ...begun, intentId: intent.id, chargeId: (intent.latest_charge as Stripe.Charge).id };
  }

  /** What Stripe has told about anything so far, oldest first. */
  async events(): Promise<Stripe.Event[]> {
    const events = await this.stripe.events.list({ limit: 100 }).autoPagingToArray({ limit: 10_000 });
    return events.reverse();
  }

  sign(payload: string, options: { secret?: string; timestamp?: number } = {}): string {
    return this.stripe.webhooks.generateTestHeaderString({ payload, secret: webhookSecret, ...options });
  }

  /** One delivery, signed now, then applied as the webhook does after its answer. */
  async deliver(event: object): Promise<boolean> {
    const payload = JSON.stringify(event);
    const id = await receiveEvent(this.deps, Buffer.from(payload), this.sign(payload));
    return (await applyEvent(this.deps, id)).applied;
  }

  #ready(): OpenBilling {
    if (!this.#opened) throw new Error("TestBilling is not open.");
    return this.#opened;
  }
}
