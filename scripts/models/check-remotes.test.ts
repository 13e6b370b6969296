import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { locateModels } from "../../lib/colorize/providers/embedded/graphs/locate-models";
import { publishedFile } from "../../lib/colorize/providers/embedded/testing/open-stand-ins";
import { startModelServer } from "../../lib/testing/oip/model-server";
import { describeModels } from "./list-models";

const server = await startModelServer({ ddcolor: publishedFile("ddcolor"), half: publishedFile("half") });
afterAll(() => server.close());

const settings = (large: string, tiny: string) => ({
  DATA_DIR: path.join(import.meta.dirname, "none"),
  COLORIZE_PROVIDER: "embedded" as const,
  COLORIZE_MODEL_LARGE: large,
  COLORIZE_MODEL_TINY: tiny,
  COLORIZE_MODEL_CLARITY: undefined,
});
const root = path.resolve(import.meta.dirname, "../..");
const [good, bad] = [server.setting("ddcolor"), server.setting("half")];

it("a list of models has those on servers, says which graph each is, and what keeps one from being used", async () => {
  const lines = (await describeModels(locateModels(settings(good, bad), root))).join("\n");
  expect(lines).toMatch(/^oip:ddcolor +color +ddcolor +- +- +large +http:\S+\/v2\/models\/ddcolor +ready$/m);
  expect(lines).toMatch(/^oip:half +color +oip +- +- +tiny +http:\S+ +not ready$/m);
  expect(lines).toMatch(/^http:\S+\/half: .*can color with\. \(input is FP16 where FP32 is needed\)$/m);
});

it("a provider of files alone passes over them, and one of servers alone over the shipped model", async () => {
  const files = (await describeModels(locateModels(settings(good, good), root, "files"))).join("\n");
  expect(files).not.toContain("oip:");
  expect(files).toMatch(/^color .* large, tiny +shipped +present$/m);
  const servers = (await describeModels(locateModels(settings(good, good), root, "servers"))).join("\n");
  expect(servers).toMatch(/^color .* - +shipped +present$/m);
  expect(servers).toMatch(/^oip:ddcolor .* large, tiny +http/m);
});
