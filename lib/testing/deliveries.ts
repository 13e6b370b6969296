import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { sampleWebhookEvent } from "../contract/v1/sample-webhook-event";
import type { Db } from "../db/client";
import { deliver } from "../deliveries/deliver";
import type { DeliveryDeps } from "../deliveries/delivery-deps";
import { createGuardedAgent } from "../safe-fetch/guarded-agent";
import { type ClaimedDelivery, claimDeliveries } from "../webhooks/delivery/claim-deliveries";
import { recordTestEvent } from "../webhooks/events/record-test-event";
import { createSubscriber, silentLog } from "./webhooks";

export const testOrigin = "https://studio.example";
export const testWebhookSecret = "m".repeat(32);
type Answer = (response: ServerResponse, count: number) => void;
type Subscriber = { userId: string; endpointId: string };
const leaseMs = 25_000;

/** Deliveries with a clock that the test moves, and a receiver that answers as it is told. */
export class TestDeliveries {
  /** Signatures are compared with the machine's clock, so it starts there. */
  now = new Date();
  received: { headers: IncomingHttpHeaders; body: string }[] = [];
  answer: Answer = (response) => response.writeHead(204).end();
  url = "";
  readonly #server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    this.received.push({ headers: request.headers, body });
    this.answer(response, this.received.length);
  });

  #db: Db | undefined;

  /** Starts as if it were new: nothing received yet, every message answered 204. */
  async open(db: Db): Promise<this> {
    this.#db = db;
    this.now = new Date();
    this.received = [];
    this.answerWith(204);
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/hooks`;
    return this;
  }

  /** Ends the connections that still hang. */
  cut(): void {
    this.#server.closeAllConnections();
  }

  async close(): Promise<void> {
    this.#server.close();
    this.cut();
    await once(this.#server, "close");
  }

  get db(): Db {
    if (!this.#db) throw new Error("TestDeliveries is not open.");
    return this.#db;
  }

  answerWith(status: number): void {
    this.answer = (response) => response.writeHead(status).end();
  }

  pass(seconds: number): void {
    this.now = new Date(this.now.getTime() + seconds * 1000);
  }

  deps(extra: Partial<DeliveryDeps> = {}): DeliveryDeps {
    const allowed = new Set([new URL(this.url).host]);
    return {
      db: this.db,
      clock: { now: () => this.now },
      log: silentLog,
      allowed,
      agent: createGuardedAgent({ allowed, timeoutMs: 2000 }),
      webhookSecret: testWebhookSecret,
      retrySeconds: [5, 300],
      random: () => 0.5,
      timeoutMs: 2000,
      origin: () => testOrigin,
      describeJob: async (_, jobId) => {
        const sample = sampleWebhookEvent("job.succeeded", testOrigin, this.now);
        return "jobId" in sample.data ? { ...sample.data, jobId } : null;
      },
      ...extra,
    };
  }

  subscribe(url = this.url): Promise<Subscriber> {
    return createSubscriber(this.db, { url, events: ["job.succeeded"], now: this.now });
  }

  sendTest(who: Subscriber): Promise<string> {
    return recordTestEvent(this.db, { ...who, type: "credits.low", now: this.now });
  }

  claim(limit = 100): Promise<ClaimedDelivery[]> {
    return claimDeliveries(this.db, { limit, now: this.now, leaseUntil: new Date(this.now.getTime() + leaseMs) });
  }

  /** Claims all that is due and sends it, once. Returns how many. */
  async deliverDue(deps = this.deps()): Promise<number> {
    const claimed = await this.claim();
    await Promise.all(claimed.map((delivery) => deliver(deps, delivery)));
    return claimed.length;
  }

  /** Every delivery with its attempts, the oldest first. */
  rows() {
    return this.db.webhookDelivery.findMany({
      include: { tries: { orderBy: { at: "asc" } } },
      orderBy: { createdAt: "asc" },
    });
  }
}
