import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { newId, type World } from "../world";
import { findRoute } from "./api-routes";
import { readParams } from "./call";
import { expandObjects } from "./expand-objects";
import { readText, sendJson } from "./http-message";
import { parseForm } from "./parse-form";
import { StripeError } from "./stripe-error";

type Replay = { fingerprint: string; status: number; body: unknown };
export type Fault = number | "cut" | "hang";
export type ApiState = {
  world: World;
  /** First answers by Idempotency-Key. */
  replays: Map<string, Replay>;
  /** How the next calls fail, one each: with a status, a cut connection, or no answer at all. */
  faults: Fault[];
};

const expandSchema = z.array(z.string()).max(20).default([]);

function checkKey({ headers }: IncomingMessage): void {
  const [scheme = "", sent = ""] = (headers.authorization ?? "").split(" ");
  const key = scheme.toLowerCase() === "basic" ? Buffer.from(sent, "base64").toString().split(":")[0] : sent;
  const refuse = (why: string) => new StripeError(401, why, { type: "invalid_request_error" });
  if (!key) throw refuse("You did not provide an API key.");
  if (/^[a-z]+_live_/.test(key))
    throw refuse("This is a stand-in for Stripe: it never takes live keys. Use sk_test_….");
  if (!/^(sk|rk)_test_\w+$/.test(key)) throw refuse(`Invalid API Key provided: ${key.slice(0, 8)}****`);
}

function answerCall(world: World, method: string, url: URL, body: string): object {
  const found = findRoute(method, url.pathname);
  if (!found) throw new StripeError(404, `Unrecognized request URL (${method}: ${url.pathname}).`);
  const { expand, ...params } = parseForm(method === "POST" ? body : url.search.slice(1));
  const answer = found.answer({ world, id: found.id, params });
  return expandObjects(world, answer, readParams(z.object({ expand: expandSchema }), { expand }).expand) as object;
}

/** The same key with the same call gets the first answer again; with another call it is refused. */
function findReplay({ replays }: ApiState, key: string, fingerprint: string): Replay | undefined {
  const first = replays.get(key);
  if (first && first.fingerprint !== fingerprint) {
    const message = `Keys for idempotent requests can only be used with the same parameters they were first used with.`;
    throw new StripeError(400, message, { type: "idempotency_error" });
  }
  return first;
}

/** One request to /v1: key, idempotency, parameters, answer; all in Stripe's shapes. */
export async function answerApi(state: ApiState, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = "GET", url: path = "/" } = request;
  const version = request.headers["stripe-version"];
  const headers = { "Request-Id": newId("req"), ...(typeof version === "string" && { "Stripe-Version": version }) };
  try {
    const body = await readText(request);
    const fault = state.faults.shift();
    if (fault === "cut") return void request.socket.destroy();
    if (fault === "hang") return;
    if (fault) throw new StripeError(fault, "The stand-in was set to fail here.", { type: "api_error" });
    checkKey(request);
    const key = method === "POST" ? request.headers["idempotency-key"] : undefined;
    const fingerprint = `${method} ${path}\n${body}`;
    const first = typeof key === "string" ? findReplay(state, key, fingerprint) : undefined;
    if (first) return sendJson(response, first.status, first.body, { ...headers, "Idempotent-Replayed": "true" });
    // A copy: the object changes later, the answer that is replayed must not.
    const answer = JSON.parse(JSON.stringify(answerCall(state.world, method, new URL(path, state.world.origin), body)));
    if (typeof key === "string") state.replays.set(key, { fingerprint, status: 200, body: answer });
    sendJson(response, 200, answer, headers);
  } catch (error) {
    const refusal = error instanceof StripeError ? error : new StripeError(500, String(error), { type: "api_error" });
    sendJson(response, refusal.status, refusal.body(), headers);
  }
}
