import type { Model } from "../../../../contract/order";
import { AppError } from "../../../../errors/app-error";
import type { Lookup } from "../../../../safe-fetch/guarded-agent";
import { createEngineClient, type EngineClient } from "../http/create-engine-client";
import { createWorkFollower, type FollowerDeps, type RemoteWork } from "../http/follow-work";
import type { PaintAsk, Painter } from "../painter";
import { judgePrediction, type Painted, type Prediction, readPrediction } from "./read-prediction";

export type ReplicateOptions = FollowerDeps & {
  /** Origin of the API, or of a Cog container. */
  url: string;
  token: string | null;
  /** Of the model, 64 hex digits; null for a container, which has one model and no other API than `POST /predictions`. */
  version: string | null;
  lookup?: Lookup;
};

/** DDColor looks at 512 × 512 points, so more would only take longer on the way. */
const longSide = 768;
/**
 * How long the API keeps a new prediction's answer back, in seconds. Long enough for a model that runs; and short, because a
 * prediction can only be canceled once its id is known.
 */
const waitSeconds = 5;

/** Paints with `piddnad/ddcolor` on Replicate, or in a container that Cog built of it. */
export function createReplicatePainter(options: ReplicateOptions): Painter {
  const { url, token, version, lookup } = options;
  const authorization = token && `Bearer ${token}`;
  const client = createEngineClient({ url, authorization, secret: token, lookup });
  const follower = createWorkFollower(options);
  const paintAt = (body: object, signal: AbortSignal): Promise<Painted> =>
    version === null
      ? askContainer(client, body, signal)
      : follower.follow(openPrediction(client, { version, ...body }), signal);
  return {
    name: "replicate",
    takesHints: false,
    longSide,
    isFree: false,
    tagOf: (model) => `${model}@replicate:${version?.slice(0, 8) ?? "container"}`,
    async paint(ask, signal) {
      const { address, seconds } = await paintAt(describeAsk(ask), signal);
      return { bytes: await client.fetchPicture(address, signal), seconds, costMicros: null };
    },
    async checkHealth() {
      if (version === null || token) return;
      const detail = "Photos cannot be colored: this studio is not set up for it yet. Ask the person who runs it.";
      throw new AppError("not_configured", { detail });
    },
    async close() {
      await follower.settle();
      await client.close();
    },
  };
}

function describeAsk({ picture, model }: PaintAsk): { input: { image: string; model_size: Model } } {
  const image = `data:image/png;base64,${Buffer.from(picture).toString("base64")}`;
  return { input: { image, model_size: model } };
}

/** `POST /v1/predictions`, then `urls.get` until it has ended; `urls.cancel` when it is given up. */
function openPrediction(client: EngineClient, body: object): RemoteWork<Prediction, Painted> {
  const api = "/v1/predictions";
  return {
    async begin(signal) {
      const headers = { prefer: `wait=${waitSeconds}` };
      const prediction = readPrediction(await client.call({ method: "POST", address: api, body, headers, signal }));
      return { begun: prediction, state: judgePrediction(prediction) };
    },
    async check({ id, urls }, signal) {
      const address = urls?.get ?? `${api}/${id}`;
      return judgePrediction(readPrediction(await client.call({ method: "GET", address, signal })));
    },
    async cancel({ id, urls }, signal) {
      await client.call({ method: "POST", address: urls?.cancel ?? `${api}/${id}/cancel`, signal });
    },
  };
}

/** A container answers when the picture is done; one whose caller hangs up has nobody to answer. */
async function askContainer(client: EngineClient, body: object, signal: AbortSignal): Promise<Painted> {
  const call = { method: "POST", address: "/predictions", body, signal } as const;
  const state = judgePrediction(readPrediction(await client.call(call)));
  if (state.is === "done") return state.done;
  if (state.is === "failed") throw state.error;
  const detail = "The provider answered before the picture was done. Nothing was charged.";
  throw new AppError("upstream_error", { detail, cause: new Error("the container did not wait") });
}
