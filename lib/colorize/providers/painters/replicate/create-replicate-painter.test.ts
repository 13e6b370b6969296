import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { AppError } from "../../../../errors/app-error";
import type { Painter } from "../painter";
import { paintWith, refusalOf } from "../testing/paint-with";
import { replicateToken, replicateVersion, startReplicate } from "../testing/start-replicate";
import { createReplicatePainter, type ReplicateOptions } from "./create-replicate-painter";

let engine: Awaited<ReturnType<typeof startReplicate>>;
const opened: Painter[] = [];

beforeAll(async () => {
  engine = await startReplicate();
});
beforeEach(() => engine.reset());
afterAll(async () => {
  await Promise.all(opened.map((painter) => painter.close()));
  engine.close();
});

function open(options: Partial<ReplicateOptions> = {}): Painter {
  const pause = async (_: number, signal: AbortSignal) => signal.throwIfAborted();
  const api = { url: engine.url, token: replicateToken, version: replicateVersion };
  const painter = createReplicatePainter({ ...api, pause, ...options });
  opened.push(painter);
  return painter;
}
const refuse = (options?: Partial<ReplicateOptions>) => refusalOf(paintWith(open(options)), replicateToken);
const isCreation = ({ method, path }: { method: string; path: string }) =>
  method === "POST" && /predictions$/.test(path);

describe("a prediction", () => {
  it("is asked for with version, picture and preset; the picture it names comes back", async () => {
    const painted = await paintWith(open(), { model: "tiny" });
    expect(await sharp(painted.bytes).metadata()).toMatchObject({ format: "png", width: 30, height: 20 });
    expect(painted).toMatchObject({ seconds: 1.25, costMicros: null });
    const [asked, fetched] = engine.heard;
    expect(asked).toMatchObject({
      path: "/v1/predictions",
      headers: { authorization: `Bearer ${replicateToken}`, prefer: expect.stringMatching(/^wait=\d+$/) },
      body: { version: replicateVersion, input: { model_size: "tiny" } },
    });
    expect(fetched?.headers.authorization).toBeUndefined();
  });

  it("that takes longer is asked about until it is done", async () => {
    engine.script.polls = 3;
    await paintWith(open());
    const get = "GET /v1/predictions/gm3qorzdhgbfurvjtvhg6dck0";
    expect(engine.list()).toEqual(["POST /v1/predictions", get, get, get, get, expect.stringContaining("/out.png")]);
  });

  it.each(["a list of addresses", "a data URL", "its output while it still says processing"])(
    "may answer with %s",
    async (how) => {
      engine.script.finish = (picture, address) => {
        if (how.startsWith("a list")) return { output: [address] };
        if (how.startsWith("its")) return { output: address, status: "processing" };
        return { output: `data:image/png;base64,${Buffer.from(picture).toString("base64")}` };
      };
      expect((await paintWith(open())).bytes.length).toBeGreaterThan(100);
    },
  );

  it("is not given up for a question about it that fails once, and is when nobody answers any more", async () => {
    engine.script.polls = 1;
    let failing = 1;
    engine.script.refuse = ({ method, path }, send) => {
      if (method !== "GET" || !path.startsWith("/v1/") || failing-- <= 0) return false;
      send(503, { detail: "upstream connect error" });
      return true;
    };
    await paintWith(open());
    failing = Number.POSITIVE_INFINITY;
    expect(await refuse()).toMatchObject({ code: "upstream_error" });
    await vi.waitFor(() => expect(engine.list().at(-1)).toMatch(/^POST .*\/cancel$/));
  });
});

describe("an engine that refuses", () => {
  it.each([
    [401, "not_configured"],
    [403, "not_configured"],
    [402, "not_configured"],
    [422, "upstream_error"],
    [429, "over_capacity"],
    [500, "upstream_error"],
    [302, "upstream_error"],
  ])("with %i fails the photo as %s, without its words or the token", async (status, code) => {
    engine.script.refuse = (heard, send) => {
      const headers = { "retry-after": "37", location: "https://elsewhere.example/" };
      send(status, { detail: `secret words ${heard.headers.authorization}` }, headers);
      return true;
    };
    const error = await refuse();
    expect(error).toMatchObject({ code, message: expect.stringMatching(/Nothing was charged\.$/) });
    expect(error.message).not.toContain("secret words");
    if (status === 429) expect(error.retryAfterSeconds).toBe(37);
  });

  it("the token says so", async () => {
    expect(await refusalOf(paintWith(open({ token: "r8_wrong" })), "r8_wrong")).toMatchObject({
      code: "not_configured",
    });
  });

  it.each(["failed", "canceled", "aborted"])(
    "by ending a prediction as %s, keeps its reason for the log",
    async (status) => {
      engine.script.finish = () => ({ status, error: "CUDA out of memory" });
      const error = await refuse();
      expect(error).toMatchObject({ code: "upstream_error", cause: { message: expect.stringContaining("CUDA") } });
      expect(error.message).not.toContain("CUDA");
      expect(engine.list()).not.toContainEqual(expect.stringMatching(/cancel$/));
    },
  );

  it.each([
    ["no output", { output: null }],
    ["an output elsewhere without TLS", { output: "http://93.184.215.14/out.png" }],
    ["an output in the private network", { output: "https://127.0.0.2/out.png" }],
    ["an output that is no address", { output: "out.png" }],
    ["a data URL that is no picture", { output: "data:text/html;base64,PGI+" }],
  ])("with %s fails as upstream_invalid_output", async (_, outcome) => {
    engine.script.finish = () => outcome;
    expect(await refuse()).toMatchObject({ code: "upstream_invalid_output" });
  });

  it("by naming no prediction, or hanging up, fails as such", async () => {
    engine.script.refuse = (heard, send) => {
      if (isCreation(heard)) send(201, { hello: "world" });
      return true;
    };
    expect(await refuse()).toMatchObject({ code: "upstream_invalid_output" });
    expect(await refuse({ url: "http://127.0.0.1:9" })).toMatchObject({ code: "upstream_error" });
  });
});

it("an address elsewhere never gets the token", async () => {
  const other = await startReplicate();
  engine.script.polls = 1;
  engine.script.change = (prediction) => ({
    ...prediction,
    urls: { get: `${other.url}/v1/x`, cancel: `${other.url}/v1/y` },
  });
  const warn = vi.fn();
  expect(await refuse({ log: { warn } })).toMatchObject({ code: "upstream_invalid_output" });
  await vi.waitFor(() => expect(warn).toHaveBeenCalledOnce());
  expect(other.heard).toEqual([]);
  other.close();
});

describe("a photo that is given up", () => {
  const reason = new AppError("job_canceled", { detail: "Canceled." });

  it("while the prediction runs is canceled there, and rejects with the reason", async () => {
    engine.script.polls = Number.POSITIVE_INFINITY;
    const stop = new AbortController();
    const painter = open({
      pause: async (_, signal) => {
        if (engine.heard.length > 1) stop.abort(reason);
        signal.throwIfAborted();
      },
    });
    await expect(paintWith(painter, { signal: stop.signal })).rejects.toBe(reason);
    await painter.close();
    expect([...engine.predictions.values()]).toMatchObject([{ status: "canceled" }]);
  });

  it("before its prediction has a name is canceled as soon as it has one", async () => {
    engine.script.polls = Number.POSITIVE_INFINITY;
    const stop = new AbortController();
    engine.script.refuse = (heard) => {
      if (isCreation(heard)) stop.abort(reason);
      return false;
    };
    const painter = open();
    await expect(paintWith(painter, { signal: stop.signal })).rejects.toBe(reason);
    await painter.close();
    expect([...engine.predictions.values()]).toMatchObject([{ status: "canceled" }]);
  });
});

describe("a Cog container", () => {
  const container = { token: null, version: null };

  it("is asked without version and token, and answers with the picture itself", async () => {
    const painter = open(container);
    const painted = await paintWith(painter);
    expect(painted).toMatchObject({ seconds: 4.52 });
    expect(await sharp(painted.bytes).metadata()).toMatchObject({ width: 30, height: 20 });
    expect(engine.list()).toEqual(["POST /predictions"]);
    expect(Object.keys(engine.heard[0]?.body as object)).toEqual(["input"]);
    expect(engine.heard[0]?.headers.authorization).toBeUndefined();
    expect(painter.tagOf("tiny")).toBe("tiny@replicate:container");
  });

  it("that is busy refuses with over_capacity, one that fails with upstream_error", async () => {
    engine.script.refuse = (_, send) => {
      send(409, { detail: "Already running a prediction" });
      return true;
    };
    expect(await refuse(container)).toMatchObject({ code: "over_capacity", retryAfterSeconds: 5 });
    engine.reset();
    engine.script.finish = () => ({ status: "failed", output: null, error: "boom" });
    expect(await refuse(container)).toMatchObject({ code: "upstream_error" });
  });
});

it("its tag says preset, engine and weights; without a token the API is not healthy", async () => {
  expect(open().tagOf("large")).toBe("large@replicate:ca494ba1");
  await open().checkHealth();
  await open({ token: null, version: null }).checkHealth();
  await expect(open({ token: null }).checkHealth()).rejects.toMatchObject({ code: "not_configured" });
});
