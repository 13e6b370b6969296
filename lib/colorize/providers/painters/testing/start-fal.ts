import { type Heard, type Send, startEngine, tintPicture } from "./start-engine";

export const falKey = "0f1e2d3c-this-is-the-operators-own:key00";

type Request = { id: string; polls: number; isCanceled: boolean; result: unknown };
export type FalScript = {
  /** How often it is asked before it is done: at first in the queue, then in progress. */
  polls: number;
  /** What the status says besides when it is COMPLETED. */
  completed: object;
  /** Answers instead of the protocol, where it returns true. */
  refuse(heard: Heard, send: Send): boolean;
  /** What is changed of the answer to a submission. */
  change(queued: object): object;
};

const app = "/fal-ai/ddcolor";

function addresses(url: string, id: string) {
  const address = `${url}${app}/requests/${id}`;
  return { response_url: address, status_url: `${address}/status`, cancel_url: `${address}/cancel` };
}

/** Speaks fal's queue API for one model, with the shapes of its documentation. */
export async function startFal() {
  const usual: FalScript = { polls: 1, completed: {}, refuse: () => false, change: (queued) => queued };
  const script = { ...usual };
  const requests = new Map<string, Request>();
  const pictures = new Map<string, Uint8Array>();

  const engine = await startEngine(async (heard, send) => {
    const { method, path, headers, body } = heard;
    if (script.refuse(heard, send)) return;
    const picture = pictures.get(path);
    if (picture) return send(200, picture);
    if (headers.authorization !== `Key ${falKey}`) {
      return send(401, { detail: `Authentication is required to access this application: ${headers.authorization}` });
    }
    if (method === "POST" && path === app) return submit(body, send);
    const [, id, step] = /^\/fal-ai\/ddcolor\/requests\/([\w-]+)(\/status|\/cancel)?$/.exec(path) ?? [];
    const request = id && requests.get(id);
    if (!request) return send(404, { detail: "Request not found" });
    if (step === "/cancel" && method === "PUT") {
      if (request.polls < 0) return send(400, { status: "ALREADY_COMPLETED" });
      request.isCanceled = true;
      return send(202, { status: "CANCELLATION_REQUESTED" });
    }
    if (step === "/status") return sendStatus(engine.url, request, script, send);
    send(200, request.result);
  });

  async function submit(body: unknown, send: Send): Promise<void> {
    const { image_url } = body as { image_url?: string };
    if (!image_url) {
      return send(422, {
        detail: [{ loc: ["body", "image_url"], msg: "field required", type: "value_error.missing" }],
      });
    }
    const id = `80e732af-660e-45cd-bd63-${requests.size}`;
    const path = `/files/${id}.png`;
    pictures.set(path, await tintPicture(image_url));
    const image = {
      url: `${engine.url}${path}`,
      content_type: "image/png",
      file_name: `${id}.png`,
      width: 1,
      height: 1,
    };
    requests.set(id, { id, polls: script.polls, isCanceled: false, result: { image } });
    send(
      200,
      script.change({
        status: "IN_QUEUE",
        request_id: id,
        ...addresses(engine.url, id),
        logs: null,
        metrics: {},
        queue_position: 0,
      }),
    );
  }

  return {
    ...engine,
    appUrl: `${engine.url}${app}`,
    script,
    requests,
    reset(): void {
      Object.assign(script, usual);
      requests.clear();
      engine.heard.length = 0;
    },
  };
}

function sendStatus(url: string, request: Request, { polls, completed }: FalScript, send: Send): void {
  const rest = { request_id: request.id, ...addresses(url, request.id), logs: null };
  if (request.polls-- > 0) {
    const isQueued = request.polls + 1 === polls;
    const state = isQueued ? { status: "IN_QUEUE", queue_position: 0 } : { status: "IN_PROGRESS" };
    send(202, { ...state, ...rest });
    return;
  }
  send(200, { status: "COMPLETED", ...rest, metrics: { inference_time: 1.2 }, ...completed });
}
