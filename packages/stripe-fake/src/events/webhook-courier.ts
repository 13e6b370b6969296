import Stripe from "stripe";
import type { World } from "../world";

export type DeliverySettings = {
  /** Where events go; null keeps them here. */
  target: string | null;
  /** What they are signed with, whsec_…. */
  secret: string;
  /** True: nothing is sent until `send` is called. */
  withhold: boolean;
  /** How many times each is sent. */
  copies: number;
  delayMs: number;
  /** True: those of the last moments go out in random order. */
  shuffle: boolean;
};
export type Delivery = { event: string; type: string; status: number };
/** 0 is a connection that failed. */
const retryMs = [500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000];
/** Long enough for everything that one payment sets off. */
const gatherMs = 50;

function shuffled<Item>(items: Item[]): Item[] {
  return items
    .map((item) => ({ item, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** Signs and posts events, as Stripe does: at least once, in no promised order, again when the answer is not 2xx. */
export class WebhookCourier {
  readonly deliveries: Delivery[] = [];
  private waiting: Stripe.Event[] = [];
  private timers = new Set<NodeJS.Timeout>();
  private ended = false;

  constructor(
    private readonly world: World,
    public settings: DeliverySettings,
  ) {
    world.onEvent = (event) => this.take(event);
  }

  private take(event: Stripe.Event): void {
    if (this.settings.withhold || !this.settings.target) return;
    this.waiting.push(event);
    if (this.waiting.length === 1) this.later(this.settings.shuffle ? gatherMs : 0, () => this.flush());
  }

  private flush(): void {
    const events = this.waiting.splice(0);
    const { copies, delayMs, shuffle } = this.settings;
    const all = events.flatMap((event) => Array.from({ length: copies }, () => event));
    const ordered = shuffle ? shuffled(all) : all;
    this.later(delayMs, async () => {
      for (const event of ordered) await this.deliver(event, 0);
    });
  }

  private later(ms: number, run: () => void | Promise<void>): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      if (!this.ended) void run();
    }, ms);
    this.timers.add(timer);
  }

  private async deliver(event: Stripe.Event, tries: number): Promise<void> {
    const { status } = await this.post(event);
    const wait = retryMs[tries];
    if ((status < 200 || status > 299) && wait !== undefined && !this.ended) {
      this.later(wait, () => this.deliver(event, tries + 1));
    }
  }

  private async post(event: Stripe.Event): Promise<Delivery> {
    const { target, secret } = this.settings;
    const payload = JSON.stringify(event, null, 2);
    const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret });
    const headers = { "Content-Type": "application/json; charset=utf-8", "Stripe-Signature": signature };
    const delivery: Delivery = { event: event.id, type: event.type, status: 0 };
    try {
      const answer = await fetch(String(target), { method: "POST", headers, body: payload, redirect: "manual" });
      await answer.arrayBuffer();
      delivery.status = answer.status;
    } catch {
      // Nobody there: status 0, and it is tried again.
    }
    if (delivery.status >= 200 && delivery.status < 300) event.pending_webhooks = 0;
    this.deliveries.push(delivery);
    return delivery;
  }

  /** Sends these events once each per copy, whatever is withheld, without retries; answers when all were answered. */
  async send(ids: string[], { copies = 1, shuffle = false, parallel = false }): Promise<Delivery[]> {
    const found = ids.map((id) => this.world.events.get(id)).filter((event) => event !== undefined);
    const all = found.flatMap((event) => Array.from({ length: copies }, () => event));
    const ordered = shuffle ? shuffled(all) : all;
    if (parallel) return Promise.all(ordered.map((event) => this.post(event)));
    const sent: Delivery[] = [];
    for (const event of ordered) sent.push(await this.post(event));
    return sent;
  }

  end(): void {
    this.ended = true;
    for (const timer of this.timers) clearTimeout(timer);
  }
}
