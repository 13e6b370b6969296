import { type Heard, type Send, startEngine, tintPicture } from "./start-engine";

export const replicateToken = "r8_this_is_the_operators_own_token_00";
export const replicateVersion = "ca494ba129e44e45f661d6ece83c4c98a9a7c774309beca01429b58fce8aa695";

type Prediction = { id: string; status: string; output: unknown; error: string | null; polls: number };
type Known = Prediction & { input: { image: string } };
type Outcome = Partial<Pick<Prediction, "status" | "output" | "error">>;
export type ReplicateScript = {
  /** How often it is still processing when it is asked. */
  polls: number;
  /** Its end, from the picture in one tint and that picture's address. */
  finish(picture: Uint8Array, address: string): Outcome | Promise<Outcome>;
  /** Answers instead of the protocol, where it returns true. */
  refuse(heard: Heard, send: Send): boolean;
  /** What is changed of a prediction before it is sent. */
  change(prediction: object): object;
};

/** Speaks Replicate's API under /v1 and a Cog container's under /predictions, with the shapes of their documentation. */
export async function startReplicate() {
  const usual: ReplicateScript = {
    polls: 0,
    finish: (_, address) => ({ output: address }),
    refuse: () => false,
    change: (prediction) => prediction,
  };
  const script = { ...usual };
  const predictions = new Map<string, Known>();
  const pictures = new Map<string, Uint8Array>();

  const engine = await startEngine(async (heard, send, response) => {
    const { method, path, headers, body } = heard;
    if (script.refuse(heard, send)) return;
    const picture = pictures.get(path);
    if (picture) return send(200, picture);
    if (method === "POST" && path === "/predictions") return answerContainer(body, send, script);
    if (headers.authorization !== `Bearer ${replicateToken}`) {
      const detail = `You did not pass a valid authentication token: ${headers.authorization}`;
      return send(401, { title: "Unauthenticated", detail, status: 401 });
    }
    const [, id, isCancel] = /^\/v1\/predictions(?:\/([^/]+)(\/cancel)?)?$/.exec(path) ?? [];
    if (method === "POST" && path === "/v1/predictions") return create(body, send);
    const prediction = id && predictions.get(id);
    if (!prediction) return send(404, { detail: "The requested resource could not be found.", status: 404 });
    if (isCancel && method === "POST") {
      if (!isOver(prediction)) prediction.status = "canceled";
      return send(200, show(prediction));
    }
    if (isCancel || method !== "GET") return void response.writeHead(405).end();
    await advance(prediction);
    send(200, show(prediction));
  });

  async function create(body: unknown, send: Send): Promise<void> {
    const { version, input } = body as { version?: string; input?: { image?: string; model_size?: string } };
    const isValid = input?.image?.startsWith("data:") && ["large", "tiny"].includes(input.model_size ?? "large");
    if (version !== replicateVersion || !isValid || !input?.image) {
      return send(422, { title: "Input validation failed", detail: "- input: image is required\n", status: 422 });
    }
    const id = `gm3qorzdhgbfurvjtvhg6dck${predictions.size}`;
    const prediction = {
      id,
      status: "starting",
      output: null,
      error: null,
      polls: script.polls,
      input: { image: input.image },
    };
    predictions.set(id, prediction);
    if (script.polls === 0) await advance(prediction);
    send(201, show(prediction), { location: `${engine.url}/v1/predictions/${id}` });
  }

  async function advance(prediction: Known): Promise<void> {
    if (isOver(prediction)) return;
    prediction.status = "processing";
    if (prediction.polls-- > 0) return;
    const picture = await tintPicture(prediction.input.image);
    const path = `/pbxt/${prediction.id}/out.png`;
    pictures.set(path, picture);
    Object.assign(prediction, { status: "succeeded" }, await script.finish(picture, `${engine.url}${path}`));
  }

  const show = (prediction: Known) => script.change(describePrediction(engine.url, prediction));

  return {
    ...engine,
    script,
    predictions,
    /** Back to a model that succeeds at once, and nothing heard. */
    reset(): void {
      Object.assign(script, usual);
      predictions.clear();
      engine.heard.length = 0;
    },
  };
}

function describePrediction(url: string, { polls, ...prediction }: Known): object {
  const address = `${url}/v1/predictions/${prediction.id}`;
  const metrics = prediction.status === "succeeded" ? { predict_time: 1.25, total_time: 1.5 } : {};
  const times = { created_at: "2026-11-28T10:00:00.000Z", started_at: null, completed_at: null };
  const urls = { get: address, cancel: `${address}/cancel`, web: `https://replicate.com/p/${prediction.id}` };
  const rest = { model: "piddnad/ddcolor", version: replicateVersion, logs: "", data_removed: false, source: "api" };
  return { ...prediction, ...rest, ...times, metrics, urls };
}

/** `POST /predictions` of a Cog container, which answers when the picture is done. */
async function answerContainer(body: unknown, send: Send, { finish }: ReplicateScript): Promise<void> {
  const { input, ...rest } = body as { input: { image: string } };
  if (Object.keys(rest).length > 0)
    return send(422, { detail: [{ loc: ["body"], msg: "extra fields not permitted" }] });
  const picture = await tintPicture(input.image);
  const output = `data:image/png;base64,${Buffer.from(picture).toString("base64")}`;
  const ended = { status: "succeeded", output, ...(await finish(picture, output)) };
  send(200, { ...ended, metrics: { predict_time: 4.52 } });
}

const isOver = ({ status }: Prediction): boolean => ["succeeded", "failed", "canceled", "aborted"].includes(status);
