import { createHash } from "node:crypto";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { AppError } from "../../../errors/app-error";
import { type ModelServer, startModelServer } from "../../../testing/oip/model-server";
import { publishedDir, publishedFile } from "./testing/open-stand-ins";
import { openTestEngine, standInsDir } from "./testing/open-test-engine";

const server: ModelServer = await startModelServer({ ddcolor: publishedFile("ddcolor") });
const addedDir = mkdtempSync(path.join(tmpdir(), "added-"));
const weights = readFileSync(publishedFile("ddcolor"));
const sha256 = createHash("sha256").update(weights).digest("hex");
const file = { name: "ddcolor", file: "ddcolor.onnx", sha256, bytes: weights.length };
const ddcolor = { ...file, input: "input", output: "output", side: 32, role: "color", graph: "ddcolor" };
writeFileSync(path.join(addedDir, "manifest.json"), JSON.stringify({ models: [ddcolor], presets: {} }));
copyFileSync(path.join(publishedDir, "ddcolor.onnx"), path.join(addedDir, "ddcolor.onnx"));

const engines: ReturnType<typeof openTestEngine>[] = [];
function open(large: string) {
  const chosen = { large };
  const engine = openTestEngine({
    modelsDir: standInsDir,
    addedDir,
    chosen,
    name: "oip",
    isRemoteOnly: large !== "ddcolor",
  });
  engines.push(engine);
  return engine;
}
beforeEach(() => void Object.assign(server, { fault: null, isReady: true, isModelReady: true }));
afterEach(() => Promise.all(engines.splice(0).map((engine) => engine.close())));
afterAll(async () => {
  await server.close();
  rmSync(addedDir, { recursive: true, force: true });
});

/** Gray steps and a slope, so that each color of the stand-in is somewhere. */
const picture = () => {
  const pixels = Uint8Array.from({ length: 96 * 64 }, (_, i) => ((i % 96) * 2 + Math.floor(i / 96 / 16) * 15) % 256);
  return sharp(pixels, { raw: { width: 96, height: 64, channels: 1 } }).png();
};

describe("a photo whose color comes from a model server", () => {
  const there = openTestEngine({ modelsDir: standInsDir, chosen: { large: server.setting("ddcolor") }, name: "oip" });
  afterAll(() => there.close());
  const signal = new AbortController().signal;

  it("has the very bytes that the same model gives from a file, and says whose color it is", async () => {
    const here = open("ddcolor");
    const fromFile = await here.colorize(await here.write(picture()), { model: "large" });
    const given = there.task(await there.write(picture()), { model: "large" });
    const made = await there.provider.colorize(given, { signal, onProgress() {} });
    expect(readFileSync(given.outputPath).equals(readFileSync(fromFile))).toBe(true);
    expect(made).toMatchObject({ modelTag: "large@oip:ddcolor/1", isOwn: true });
    expect(there.provider.name).toBe("oip");
  });

  it("that the server has no room for is refused with a time to come back", async () => {
    server.fault = 503;
    const { provider, task, write } = there;
    const running = provider.colorize(task(await write(picture()), { model: "large" }), { signal, onProgress() {} });
    await expect(running).rejects.toMatchObject({ code: "over_capacity", retryAfterSeconds: 5 });
  });

  it("that is canceled while the server works closes the connection at once", async () => {
    server.fault = "hang";
    const { provider, task, write } = there;
    const stop = new AbortController();
    const [begun, gone] = [server.nextInference(), server.nextHangUp()];
    const running = provider.colorize(task(await write(picture()), { model: "large" }), {
      signal: stop.signal,
      onProgress() {},
    });
    const refused = expect(running).rejects.toMatchObject({ code: "job_canceled" });
    await begun;
    stop.abort(new AppError("job_canceled", { detail: "Canceled." }));
    await Promise.all([refused, gone]);
  });
});

describe("the health of a studio that colors on a server", () => {
  it("is the server's and its model's, and is not asked again for some seconds", async () => {
    const { provider } = open(server.setting("ddcolor"));
    server.requests = [];
    await provider.checkHealth();
    await provider.checkHealth();
    expect(server.requests).toEqual(["GET /v2/health/ready", "GET /v2/models/ddcolor/ready", "GET /v2/models/ddcolor"]);
    expect(await provider.readModelTag("large")).toBe("large@oip:ddcolor/1");
    expect((await provider.capabilities()).models).toMatchObject({
      large: { available: true },
      tiny: { available: false },
    });
  });

  it.each([
    ["the server is not ready", { isReady: false }, "ddcolor", "over_capacity"],
    ["the model is loading", { isModelReady: false }, "ddcolor", "over_capacity"],
    ["the server has no such model", {}, "absent", "not_configured"],
  ])("is bad where %s, and nobody can say which weights color", async (_, state, model, code) => {
    Object.assign(server, state);
    const { provider } = open(server.setting(model));
    await expect(provider.checkHealth()).rejects.toMatchObject({ name: "AppError", code });
    expect(await provider.readModelTag("large")).toBeNull();
  });
});
