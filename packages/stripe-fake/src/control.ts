import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import type { WebhookCourier } from "./events/webhook-courier";
import type { ApiState } from "./http/answer-api";
import { readText, sendJson } from "./http/http-message";
import { StripeError } from "./http/stripe-error";
import { closeDispute, openDispute } from "./objects/disputes";
import { declineSession, paySession, paySessionLater, settleSession } from "./objects/pay-session";
import { expireSession, findSession } from "./objects/sessions";

const session = z.string();
const commandSchema = z.discriminatedUnion("do", [
  z.strictObject({ do: z.enum(["pay", "decline", "pay-later", "expire"]), session }),
  z.strictObject({ do: z.literal("settle"), session, outcome: z.enum(["succeeded", "failed"]) }),
  z.strictObject({ do: z.literal("dispute"), charge: z.string(), amount: z.int().min(1).optional() }),
  z.strictObject({
    do: z.literal("close-dispute"),
    dispute: z.string(),
    status: z.enum(["won", "lost", "warning_closed"]),
  }),
  z.strictObject({
    do: z.literal("delivery"),
    target: z.url().nullable().optional(),
    secret: z.string().min(1).optional(),
    withhold: z.boolean().optional(),
    copies: z.int().min(1).max(100).optional(),
    delayMs: z.int().min(0).max(600_000).optional(),
    shuffle: z.boolean().optional(),
  }),
  z.strictObject({
    do: z.literal("send"),
    /** When left out: every event so far. */
    events: z.array(z.string()).optional(),
    copies: z.int().min(1).max(100).optional(),
    shuffle: z.boolean().optional(),
    parallel: z.boolean().optional(),
  }),
  z.strictObject({
    do: z.literal("fail"),
    times: z.int().min(0).max(10_000),
    with: z.union([z.int().min(400).max(599), z.enum(["cut", "hang"])]),
  }),
  z.strictObject({ do: z.literal("state") }),
]);
export type ControlCommand = z.infer<typeof commandSchema>;

function changeSession(state: ApiState, action: "pay" | "decline" | "pay-later" | "expire", id: string): object {
  const { world } = state;
  if (action === "pay") return paySession(world, id);
  if (action === "decline") return declineSession(world, id);
  if (action === "pay-later") return paySessionLater(world, id);
  return expireSession(world, findSession(world, id));
}

function describeState({ world, replays, faults }: ApiState, courier: WebhookCourier): object {
  const { customers, sessions, intents, charges, refunds, disputes, events } = world;
  const counts = { customers, sessions, intents, charges, refunds, disputes, events };
  return {
    counts: Object.fromEntries(Object.entries(counts).map(([name, map]) => [name, map.size])),
    idempotencyKeys: [...replays.keys()],
    faults: faults.length,
    delivery: courier.settings,
    deliveries: courier.deliveries,
  };
}

async function runControl(state: ApiState, courier: WebhookCourier, command: ControlCommand): Promise<unknown> {
  const { world } = state;
  switch (command.do) {
    case "settle":
      return settleSession(world, command.session, command.outcome);
    case "dispute":
      return openDispute(world, command.charge, command.amount);
    case "close-dispute":
      return closeDispute(world, command.dispute, command.status);
    case "delivery": {
      const { do: _, ...changed } = command;
      const given = Object.entries(changed).filter(([, value]) => value !== undefined);
      courier.settings = { ...courier.settings, ...Object.fromEntries(given) };
      return courier.settings;
    }
    case "send":
      return { deliveries: await courier.send(command.events ?? [...world.events.keys()], command) };
    case "fail":
      state.faults = Array.from({ length: command.times }, () => command.with);
      return { faults: command.times };
    case "state":
      return describeState(state, courier);
    default:
      return changeSession(state, command.do, command.session);
  }
}

/** `POST /_control`: what a person, a bank or bad luck does at the real Stripe. */
export async function answerControl(
  state: ApiState,
  courier: WebhookCourier,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // A web page must not control it: a cross-origin JSON request needs a CORS preflight, which is never granted.
  if (request.method !== "POST" || !request.headers["content-type"]?.startsWith("application/json")) {
    return sendJson(response, 405, { error: { message: "POST a JSON object with `do`." } });
  }
  try {
    const parsed = commandSchema.safeParse(JSON.parse(await readText(request)));
    if (!parsed.success) return sendJson(response, 400, { error: { message: z.prettifyError(parsed.error) } });
    sendJson(response, 200, await runControl(state, courier, parsed.data));
  } catch (error) {
    const refusal = error instanceof StripeError ? error : new StripeError(400, String(error));
    sendJson(response, refusal.status, refusal.body());
  }
}
