import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, describe, expect, it } from "vitest";

const dir = mkdtempSync(path.join(tmpdir(), "colorize-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function colorize(...args: string[]) {
  const argv = ["--import", "tsx", "--conditions=react-server", "scripts/colorize.ts", ...args];
  return spawnSync(process.execPath, argv, { encoding: "utf8" });
}

describe("npm run colorize", () => {
  it("colors a photo and says how big, with what, how long and what it saw", async () => {
    const out = path.join(dir, "new", "out.png");
    const { status, stdout } = colorize("public/samples/march-pastoral.jpg", out, "--model", "tiny");
    expect(status).toBe(0);
    expect(stdout.trim()).toMatch(/out\.png: 1024 × 498, tiny@[0-9a-f]{8}, \d+ ms\nthe photo was toned$/);
    expect(await sharp(out).metadata()).toMatchObject({ format: "png", width: 1024, height: 498 });
  });

  it("with both add-ons tells damage and faces, and with strength 0 leaves the photo gray", async () => {
    const out = path.join(dir, "gray.png");
    const addOns = ["--clean-scratches", "--face-remaster", "--strength", "0"];
    const models = ["--models", "lib/colorize/providers/embedded/testing/stand-ins"];
    const { status, stdout } = colorize("public/samples/march-pastoral.jpg", out, ...addOns, ...models);
    expect(status).toBe(0);
    expect(stdout).toMatch(/large@\w{8}\+repair@\w{8}\+faces@\w{8}\+clarity@\w{8}/);
    expect(stdout).toMatch(
      /the photo was toned, (damage on [\d.]+ % of it|no damage found), (1 face|(no|\d+) faces)\n$/,
    );
    const { channels } = await sharp(out).stats();
    expect(Math.abs((channels[0]?.mean ?? 0) - (channels[2]?.mean ?? 255))).toBeLessThan(1);
  });

  const wrong = [["--model", "huge"], ["--strength", "2"], ["--color"]].map((options) => ["a", "b", ...options]);
  it.each([[[]], [["one.jpg"]], [["a", "b", "c"]], ...wrong.map((args) => [args])])(
    "shows how it is used on %j",
    (args) => {
      const { status, stderr } = colorize(...args);
      expect(status).toBe(2);
      expect(stderr).toContain("Usage: npm run colorize -- photo.jpg out.png");
    },
  );

  it("says in a sentence that a file is missing or no photo", () => {
    const text = path.join(dir, "note.txt");
    writeFileSync(text, "not a photo");
    for (const input of [text, path.join(dir, "gone.jpg")]) {
      const { status, stderr } = colorize(input, path.join(dir, "x.png"));
      expect(status).toBe(1);
      expect(stderr.trim()).toMatch(/^[^\n]+\.$/);
      expect(stderr).not.toContain("    at ");
    }
  });
});
