import { z } from "zod";
import { AppError } from "../../../../errors/app-error";
import type { Lookup } from "../../../../safe-fetch/guarded-agent";
import { createEngineClient, type EngineClient } from "../http/create-engine-client";
import { createWorkFollower, type FollowerDeps, type RemoteWork, type WorkState } from "../http/follow-work";
import type { Painter } from "../painter";

export type FalOptions = FollowerDeps & {
  /** Of the model in fal's queue, `https://queue.fal.run/fal-ai/ddcolor`. */
  url: string;
  key: string;
  lookup?: Lookup;
};

/** DDColor looks at 512 × 512 points, so more would only take longer on the way. */
const longSide = 768;
/** fal keeps what a model made for anybody who knows its address, and what it was sent for the account's owner; both for days. */
const privacy = {
  "x-fal-object-lifecycle-preference": JSON.stringify({ expiration_duration_seconds: 3600 }),
  "x-fal-store-io": "0",
};

const queuedSchema = z.object({
  request_id: z.string(),
  status_url: z.string(),
  response_url: z.string(),
  cancel_url: z.string().nullish(),
});
type Queued = z.infer<typeof queuedSchema>;
const statusSchema = z.object({ status: z.string(), error: z.unknown().optional() });
const resultSchema = z.object({ image: z.object({ url: z.string().min(1) }) });

/** Paints with `fal-ai/ddcolor`, which has one model for both presets. */
export function createFalPainter({ url, key, lookup, ...deps }: FalOptions): Painter {
  const client = createEngineClient({ url, authorization: `Key ${key}`, secret: key, lookup });
  const follower = createWorkFollower(deps);
  const name = new URL(url).pathname.split("/").findLast(Boolean) ?? "app";
  return {
    name: "fal",
    takesHints: false,
    longSide,
    isFree: false,
    tagOf: (model) => `${model}@fal:${name.replaceAll(/[^\w.-]/g, "")}`,
    async paint({ picture }, signal) {
      const body = { image_url: `data:image/png;base64,${Buffer.from(picture).toString("base64")}` };
      const { response_url } = await follower.follow(openRequest(client, url, body), signal);
      const result = await client.call({ method: "GET", address: response_url, signal });
      const { image } = read(resultSchema, result);
      return { bytes: await client.fetchPicture(image.url, signal), costMicros: null };
    },
    async checkHealth() {
      const detail = "Photos cannot be colored: this studio is not set up for it yet. Ask the person who runs it.";
      if (!key) throw new AppError("not_configured", { detail });
    },
    async close() {
      await follower.settle();
      await client.close();
    },
  };
}

/** The request in fal's queue, until it has ended; its result is asked for apart, as an error there is final. */
function openRequest(client: EngineClient, url: string, body: object): RemoteWork<Queued, Queued> {
  return {
    async begin(signal) {
      const answer = await client.call({ method: "POST", address: url, body, headers: privacy, signal });
      return { begun: read(queuedSchema, answer), state: { is: "running" } };
    },
    async check(queued, signal) {
      const answer = await client.call({ method: "GET", address: queued.status_url, signal });
      return judgeStatus(read(statusSchema, answer), queued);
    },
    async cancel({ cancel_url }, signal) {
      if (cancel_url) await client.call({ method: "PUT", address: cancel_url, signal });
    },
  };
}

/** A request that failed is COMPLETED too. */
function judgeStatus({ status, error }: z.infer<typeof statusSchema>, queued: Queued): WorkState<Queued> {
  if (status === "IN_QUEUE" || status === "IN_PROGRESS") return { is: "running" };
  if (status === "COMPLETED" && !error) return { is: "done", done: queued };
  const cause = new Error(`the request is ${status.slice(0, 40)}: ${JSON.stringify(error ?? null).slice(0, 500)}`);
  const detail = "The provider failed on this photo. Nothing was charged.";
  return { is: "failed", error: new AppError("upstream_error", { detail, cause }) };
}

/** @throws {AppError} upstream_invalid_output */
function read<Schema extends z.ZodType>(schema: Schema, json: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const detail = "The provider's answer is not understood. Nothing was charged.";
  throw new AppError("upstream_invalid_output", { detail, cause: parsed.error });
}
