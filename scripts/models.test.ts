import { spawnSync } from "node:child_process";
import { appendFileSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { publishedDir } from "../lib/colorize/providers/embedded/testing/open-stand-ins";

const dataDir = mkdtempSync(path.join(tmpdir(), "models-"));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

function models(args: string[], settings: Record<string, string> = {}) {
  const env = { ...process.env, DATA_DIR: dataDir, ...settings };
  return spawnSync(process.execPath, ["--import", "tsx", "scripts/models.ts", ...args], { encoding: "utf8", env });
}
const stand = path.join(publishedDir, "ddcolor.onnx");

it("adds a model, lists what uses it, and notices when its file is altered", () => {
  const added = models(["add", stand, "--as", "ddcolor-large"]);
  expect(added).toMatchObject({ status: 0, stderr: "" });
  expect(added.stdout).toContain("set COLORIZE_MODEL_LARGE=ddcolor-large or COLORIZE_MODEL_TINY=ddcolor-large");

  const listed = models(["list"], { COLORIZE_MODEL_LARGE: "ddcolor-large" });
  expect(listed.stdout).toMatch(/^ddcolor-large +color +ddcolor +194 B +[0-9a-f]{8} +large +added +present$/m);
  expect(listed.stdout).toMatch(/^color .* tiny +shipped +present$/m);

  const inpainter = models(["add", path.join(publishedDir, "migan.onnx"), "--as", "migan"]);
  expect(inpainter.stdout).toContain("Smart Damage Repair uses it as soon as the studio is started again");

  const file = readdirSync(path.join(dataDir, "models")).find((name) => name.startsWith("ddcolor")) ?? "";
  appendFileSync(path.join(dataDir, "models", file), "x");
  const verified = models(["verify"], { COLORIZE_MODEL_CLARITY: "gfpgan" });
  expect(verified.status).toBe(1);
  expect(verified.stdout).toContain("color: right.");
  expect(verified.stdout).toContain("migan: right.");
  expect(verified.stderr).toContain(`ddcolor-large: The model file ${file} does not match the SHA-256`);
  expect(verified.stderr).toContain(
    "COLORIZE_MODEL_CLARITY is gfpgan, but no clarity model of that name is installed.",
  );
}, 60_000);

it("tells what is wrong in a sentence, and how it is used", () => {
  const shipped = models(["add", "models/color.onnx", "--as", "colorizer", "--name", "color"]);
  expect(shipped).toMatchObject({ status: 1, stdout: "" });
  expect(shipped.stderr.trim()).toMatch(/^color is the name of a model of the studio's own; .*\.$/);
  const offline = models(["get", "ddcolor-tiny", "--yes"], { MODELS_OFFLINE: "true" });
  expect(offline).toMatchObject({ status: 1, stdout: "" });
  expect(offline.stderr).toContain(path.join(dataDir, "models", "ddcolor-tiny-fp16.onnx"));
  const used = models(["add", stand, "--as", "mona-lisa"]);
  expect(used.status).toBe(2);
  expect(used.stderr).toContain("Kinds: ddcolor-large, ddcolor-tiny");
});
