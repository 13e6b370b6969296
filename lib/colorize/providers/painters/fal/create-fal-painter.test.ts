import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { AppError } from "../../../../errors/app-error";
import type { Painter } from "../painter";
import { paintWith, refusalOf } from "../testing/paint-with";
import { falKey, startFal } from "../testing/start-fal";
import { createFalPainter, type FalOptions } from "./create-fal-painter";

let engine: Awaited<ReturnType<typeof startFal>>;
const opened: Painter[] = [];

beforeAll(async () => {
  engine = await startFal();
});
beforeEach(() => engine.reset());
afterAll(async () => {
  await Promise.all(opened.map((painter) => painter.close()));
  engine.close();
});

function open(options: Partial<FalOptions> = {}): Painter {
  const pause = async (_: number, signal: AbortSignal) => signal.throwIfAborted();
  const painter = createFalPainter({ url: engine.appUrl, key: falKey, pause, ...options });
  opened.push(painter);
  return painter;
}
const refuse = (options?: Partial<FalOptions>) => refusalOf(paintWith(open(options)), falKey);
const requests = "/fal-ai/ddcolor/requests/80e732af-660e-45cd-bd63-0";

describe("a request in the queue", () => {
  it("is followed from the queue to its picture, with the key, and leaves little behind", async () => {
    engine.script.polls = 2;
    const painted = await paintWith(open());
    expect(await sharp(painted.bytes).metadata()).toMatchObject({ format: "png", width: 30, height: 20 });
    const status = `GET ${requests}/status`;
    const steps = ["POST /fal-ai/ddcolor", status, status, status, `GET ${requests}`];
    expect(engine.list()).toEqual([...steps, expect.stringMatching(/^GET \/files\//)]);
    expect(engine.heard[0]).toMatchObject({
      headers: { authorization: `Key ${falKey}`, "x-fal-store-io": "0" },
      body: { image_url: expect.stringMatching(/^data:image\/png;base64,/) },
    });
    expect(engine.heard.at(-1)?.headers.authorization).toBeUndefined();
  });

  it.each([
    ["COMPLETED with an error", { error: "Worker crashed", error_type: "internal_error" }],
    ["in a state that nobody knows", { status: "EXPLODED" }],
  ])("%s fails as upstream_error, its words only in the log", async (_, completed) => {
    engine.script.completed = completed;
    const error = await refuse();
    expect(error.code).toBe("upstream_error");
    expect(error.message).not.toMatch(/crashed|EXPLODED/);
    expect(engine.list()).not.toContainEqual(expect.stringMatching(/cancel$/));
  });

  it.each([
    [401, "not_configured"],
    [403, "not_configured"],
    [402, "not_configured"],
    [422, "upstream_error"],
    [429, "over_capacity"],
  ])("that is refused with %i fails as %s", async (status, code) => {
    engine.script.refuse = ({ headers }, send) => {
      send(status, { detail: `User is locked. ${headers.authorization}` }, { "retry-after": "9" });
      return true;
    };
    const error = await refuse();
    expect(error.code).toBe(code);
    if (status === 429) expect(error.retryAfterSeconds).toBe(9);
  });

  it.each([
    ["the result is refused", 422, { detail: [{ msg: "could not load the image" }] }, "upstream_error"],
    ["the result has no picture", 200, { images: [] }, "upstream_invalid_output"],
    [
      "its picture is in the private network",
      200,
      { image: { url: "https://10.0.0.1/a.png" } },
      "upstream_invalid_output",
    ],
  ])("whose end is that %s fails", async (_, status, body, code) => {
    engine.script.refuse = ({ method, path }, send) => {
      if (method !== "GET" || path !== requests) return false;
      send(status, body);
      return true;
    };
    expect(await refuse()).toMatchObject({ code });
  });

  it("never sends the key to an address elsewhere", async () => {
    const other = await startFal();
    engine.script.change = (queued) => ({ ...queued, status_url: `${other.url}/s`, cancel_url: `${other.url}/c` });
    const warn = vi.fn();
    expect(await refuse({ log: { warn } })).toMatchObject({ code: "upstream_invalid_output" });
    await vi.waitFor(() => expect(warn).toHaveBeenCalledOnce());
    expect(other.heard).toEqual([]);
    other.close();
  });

  it("that is given up is canceled there, where it says how", async () => {
    engine.script.polls = Number.POSITIVE_INFINITY;
    const reason = new AppError("upstream_timeout", { detail: "Time is up." });
    const stop = new AbortController();
    const painter = open({
      pause: async (_, signal) => {
        stop.abort(reason);
        signal.throwIfAborted();
      },
    });
    await expect(paintWith(painter, { signal: stop.signal })).rejects.toBe(reason);
    await painter.close();
    expect([...engine.requests.values()]).toMatchObject([{ isCanceled: true }]);
  });
});

it("its tag says preset, engine and model; without a key it is not healthy", async () => {
  expect(open().tagOf("large")).toBe("large@fal:ddcolor");
  await open().checkHealth();
  await expect(open({ key: "" }).checkHealth()).rejects.toMatchObject({ code: "not_configured" });
});
