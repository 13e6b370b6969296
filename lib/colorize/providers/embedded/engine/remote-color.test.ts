import path from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { ServerFault } from "../../../../testing/oip/infer-messages";
import { type ModelServer, startModelServer } from "../../../../testing/oip/model-server";
import { readManifest } from "../graphs/read-manifest";
import { exchange } from "../graphs/remote/exchange";
import type { Plane } from "../pixels/raster";
import { publishedFile } from "../testing/open-stand-ins";
import { modelsDir, standInsDir } from "../testing/open-test-engine";
import { openEngine } from "./open-engine";

const own = (await readManifest(standInsDir)).models.find(({ role }) => role === "color");
if (!own) throw new Error("no stand-in");
const published = ["ddcolor", "deoldify-bytes", "deoldify-imagenet", "codeformer", "half"];
const server: ModelServer = await startModelServer({
  ...Object.fromEntries(published.map((name) => [name, publishedFile(name)])),
  own: path.join(standInsDir, own.file),
});
afterAll(() => server.close());
beforeEach(() => {
  Object.assign(server, { fault: null, data: "as-asked", isModelReady: true, versions: ["1"], requests: [] });
});

const side = 32;
const plane = (width: number, height: number): Plane => ({
  data: Float32Array.from({ length: width * height }, (_, i) => ((i % width) * 100) / width),
  width,
  height,
});
const open = (large: string) => openEngine({ modelsDir: standInsDir, chosen: { large }, threads: 1 });
async function predict(setting: string, lightness = plane(side, side)) {
  const { model } = await (await open(setting)).prepare("large");
  return model.predict(lightness);
}

describe("a model on a server", () => {
  it.each(["as-asked", "flat", "nested"] as const)(
    "gives the numbers that its file gives here, with data %s",
    async (data) => {
      server.data = data;
      const there = await predict(server.setting("ddcolor"));
      const red = there.a.data[side - 1] ?? 0;
      expect([there.a.width, there.b.height]).toEqual([side, side]);
      // The stand-in gives 60 × red as a and 30 × (green + blue) as b.
      expect(red).toBeGreaterThan(55);
      expect(there.b.data[side - 1]).toBeCloseTo(red, 4);
      expect(server.requests).toEqual(["GET /v2/models/ddcolor", "POST /v2/models/ddcolor/infer"]);
    },
  );

  it("is run as the graph that its metadata shows: DeOldify in either scale, and the studio's own kind at any size", async () => {
    const [bytes, imagenet] = [
      await predict(server.setting("deoldify-bytes"), plane(512, 512)),
      await predict(server.setting("deoldify-imagenet"), plane(512, 512)),
    ];
    expect(bytes.a.data[400]).toBeGreaterThan(5);
    expect(imagenet.a.data[400]).toBeCloseTo(bytes.a.data[400] ?? 0, 1);
    const engine = await open(server.setting("own"));
    const { model, preset } = await engine.prepare("large");
    expect(preset.shortSides).toEqual((await readManifest(standInsDir)).presets.large?.shortSides);
    expect((await model.predict(plane(64, 96))).a.width).toBeGreaterThan(0);
  });

  it("is named by its address and, where only one can be meant, its version", async () => {
    const tag = async (setting: string) => (await (await open(setting)).prepare("large")).modelTag;
    expect(await tag(server.setting("ddcolor"))).toBe("large@oip:ddcolor/1");
    server.versions = ["1", "2"];
    expect(await tag(server.setting("ddcolor"))).toBe("large@oip:ddcolor");
    expect(await tag(server.setting("ddcolor", "2"))).toBe("large@oip:ddcolor/2");
    expect(server.requests).toContain("GET /v2/models/ddcolor/versions/2");
  });

  it("that is replaced while the studio runs is named by its new version", async () => {
    const engine = await open(server.setting("ddcolor"));
    expect((await engine.prepare("large")).modelTag).toBe("large@oip:ddcolor/1");
    server.versions = ["7"];
    expect((await engine.prepare("large")).modelTag).toBe("large@oip:ddcolor/7");
  });
});

describe("what goes wrong is said, and nothing is painted with it", () => {
  it.each<[ServerFault, string]>([
    [500, "upstream_error"],
    [400, "upstream_error"],
    [302, "upstream_error"],
    [503, "over_capacity"],
    [429, "over_capacity"],
    [404, "not_configured"],
    ["cut", "upstream_invalid_output"],
    ["endless", "upstream_invalid_output"],
    ["short", "upstream_invalid_output"],
    ["not-json", "upstream_invalid_output"],
    ["not-finite", "upstream_invalid_output"],
    ["other-size", "upstream_invalid_output"],
    ["other-type", "upstream_invalid_output"],
    ["other-output", "upstream_invalid_output"],
  ])("%s: %s", async (fault, code) => {
    server.fault = fault;
    const refused = { name: "AppError", code, message: expect.stringMatching(/Nothing was charged\.$/) };
    await expect(predict(server.setting("ddcolor"))).rejects.toMatchObject(refused);
  });

  it.each(["codeformer", "half", "absent"])("%s is no model that colors", async (name) => {
    await expect(predict(server.setting(name))).rejects.toMatchObject({ code: "not_configured" });
  });

  it("a server that is not there", async () => {
    const gone = await startModelServer({});
    await gone.close();
    await expect(predict(gone.setting("ddcolor"))).rejects.toMatchObject({ code: "upstream_error" });
  });

  it("an answer that does not come is waited for only so long", async () => {
    server.fault = "hang";
    const body = Buffer.from(JSON.stringify({ inputs: [] }));
    const url = `${server.url}/v2/models/ddcolor/infer`;
    await expect(exchange({ url, body, maxBytes: 100, timeoutMs: 30 })).rejects.toMatchObject({
      code: "upstream_timeout",
    });
  });
});

it("with only an oip: model for large, a provider of servers alone offers no tiny", async () => {
  const place = { modelsDir, chosen: { large: server.setting("ddcolor") }, isRemoteOnly: true };
  const engine = await openEngine({ ...place, threads: 1 });
  expect(engine.presets).toEqual(["large"]);
  await expect(engine.prepare("tiny")).rejects.toMatchObject({ code: "not_configured" });
});
