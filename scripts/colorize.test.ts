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
  it("colours a photo and says in one line how big, with what and how long", async () => {
    const out = path.join(dir, "new", "out.png");
    const { status, stdout } = colorize("public/samples/march-pastoral.jpg", out, "--model", "tiny");
    expect(status).toBe(0);
    expect(stdout.trim()).toMatch(/out\.png: 1024 × 498, tiny@[0-9a-f]{8}, \d+ ms$/);
    expect(await sharp(out).metadata()).toMatchObject({ format: "png", width: 1024, height: 498 });
  });

  it.each([[[]], [["one.jpg"]], [["a", "b", "c"]], [["a", "b", "--model", "huge"]], [["a", "b", "--colour"]]])(
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
