import { spawn } from "node:child_process";
import { once } from "node:events";
import Stripe from "stripe";
import { type Environment, repository } from "./start-studio";

export const webhookSecret = "whsec_for_tests_only";
const secretKey = "sk_test_tests";

export type StripeFake = {
  url: string;
  /** The real SDK, talking to the stand-in. */
  sdk: Stripe;
  /** Settings that make a studio talk to it. */
  settings: Environment;
  /** `POST /_control`: what a person, a bank or bad luck does. */
  control(command: { do: string } & Record<string, unknown>): Promise<Record<string, unknown>>;
  stop(): Promise<void>;
};
export type Delivery = { event: string; type: string; status: number };

/** `npm run stripe:fake` on a free port. Events go nowhere until `deliverTo`. */
export async function startStripeFake(): Promise<StripeFake> {
  const words = ["--import", "tsx", "packages/stripe-fake/src/stripe-fake.ts", "--port", "0", "--target", "none"];
  const child = spawn(process.execPath, [...words, "--secret", webhookSecret], { cwd: repository });
  const killWithUs = () => child.kill("SIGKILL");
  process.once("exit", killWithUs);
  let printed = "";
  child.stderr.on("data", (chunk: Buffer) => process.stderr.write(chunk));
  const url = await new Promise<string>((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`The stand-in for Stripe ended with ${code}: ${printed}`)));
    child.stdout.on("data", (chunk: Buffer) => {
      printed += chunk.toString();
      const [, found] = /STRIPE_API_BASE=(\S+)/.exec(printed) ?? [];
      if (found) resolve(found);
    });
  });
  const { port } = new URL(url);
  const sdk = new Stripe(secretKey, { host: "127.0.0.1", port, protocol: "http", maxNetworkRetries: 0 });
  return {
    url,
    sdk,
    settings: { STRIPE_API_BASE: url, STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret },
    async control(command) {
      const headers = { "Content-Type": "application/json" };
      const answer = await fetch(`${url}/_control`, { method: "POST", headers, body: JSON.stringify(command) });
      const body = (await answer.json()) as Record<string, unknown>;
      if (!answer.ok) throw new Error(`The stand-in refused ${command.do}: ${JSON.stringify(body)}`);
      return body;
    },
    async stop() {
      process.removeListener("exit", killWithUs);
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** Events go to this studio from now on, at once unless told otherwise. */
export async function deliverTo(fake: StripeFake, { url }: { url: string }, how: object = {}): Promise<void> {
  const target = `${url}/api/stripe/webhook`;
  await fake.control({ do: "delivery", target, withhold: false, copies: 1, shuffle: false, ...how });
}

/** Ids of every event about this session, its payment and its charge, oldest first. */
export async function listEventsOf(fake: StripeFake, sessionId: string): Promise<Stripe.Event[]> {
  const { payment_intent: intent } = await fake.sdk.checkout.sessions.retrieve(sessionId);
  const events = await fake.sdk.events.list({ limit: 100 }).autoPagingToArray({ limit: 10_000 });
  const isOurs = ({ data }: Stripe.Event) => {
    const object = data.object as { id?: string; payment_intent?: unknown };
    return object.id === sessionId || (intent !== null && (object.id === intent || object.payment_intent === intent));
  };
  return events.filter(isOurs).reverse();
}

export async function findChargeOf(fake: StripeFake, sessionId: string): Promise<Stripe.Charge> {
  const expand = ["payment_intent.latest_charge"];
  const { payment_intent: intent } = await fake.sdk.checkout.sessions.retrieve(sessionId, { expand });
  return (intent as Stripe.PaymentIntent).latest_charge as Stripe.Charge;
}
