import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import sharp, { type Sharp } from "sharp";
import { pack } from "tar-stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { evaluationSchema } from "./evaluate/evaluation";
import { readCommandLine } from "./evaluate/read-command-line";

const dir = mkdtempSync(path.join(tmpdir(), "evaluate-"));
const photos = path.join(dir, "photos");
const at = (name: string) => path.join(dir, name);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** With stand-ins for the models: what is measured here is the measuring. */
const models = "lib/colorize/providers/embedded/testing/stand-ins";

function evaluate(...args: string[]) {
  const options = ["--models", models, ...args];
  const argv = ["--import", "tsx", "--conditions=react-server", "scripts/evaluate.ts", ...options];
  return spawnSync(process.execPath, argv, { encoding: "utf8" });
}

/** A picture that goes from one colour to another. */
function paint(from: string, to: string): Sharp {
  const fill = `<linearGradient id="g"><stop stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient>`;
  return sharp(Buffer.from(`<svg width="72" height="64">${fill}<rect width="72" height="64" fill="url(#g)"/></svg>`));
}

beforeAll(async () => {
  mkdirSync(path.join(photos, "more"), { recursive: true });
  const sky = await paint("#48c", "#fff").removeAlpha().jpeg().toBuffer();
  writeFileSync(path.join(photos, "sky.jpg"), sky);
  writeFileSync(path.join(photos, "sky-again.jpg"), sky);
  writeFileSync(path.join(photos, "cut-off.jpg"), sky.subarray(0, sky.length >> 1));
  await paint("#111", "#eee").png().toFile(path.join(photos, "grey.png"));
  const shard = pack();
  shard.entry({ name: "leaf.webp" }, await paint("#130", "#7b2").webp().toBuffer());
  shard.finalize();
  writeFileSync(path.join(photos, "more/shard.tar"), await buffer(shard));
});

const readReport = (file: string) => evaluationSchema.parse(JSON.parse(readFileSync(file, "utf8")));

describe("npm run evaluate", () => {
  it("measures the grey copy and each model on every colour photo once, in folders and in shards", async () => {
    const { status, stdout } = evaluate("--photos", photos, "--json", at("new/all.json"), "--sheet", at("new/all.png"));
    expect(status).toBe(0);
    expect(stdout).toMatch(/^2 photos; left out: 1 grey, 1 unreadable\n/);
    for (const name of ["grey ", "tiny@", "large@"]) expect(stdout.split(`\n${name}`)).toHaveLength(3); // mean and median

    const { photos: rows, skipped, colourings } = readReport(at("new/all.json"));
    expect(rows.map(({ name }) => name)).toEqual(["more/shard.tar/leaf.webp", "sky-again.jpg"]);
    expect(skipped).toEqual({ grey: ["grey.png"], unreadable: ["cut-off.jpg"] });
    const [grey, tiny] = colourings;
    expect(grey).toMatchObject({ name: "grey", modelTag: null, mean: { gainDb: 0, abRatio: 1 } });
    expect(grey?.mean.colourfulness).toBeLessThan(0.5);
    const measured = rows.map((row) => row.colourings.tiny?.psnrDb ?? Number.NaN);
    expect(tiny?.mean.psnrDb).toBeCloseTo(
      measured.reduce((sum, dB) => sum + dB / measured.length, 0),
      9,
    );
    expect(tiny?.mean.gainDb).toBeCloseTo((tiny?.mean.psnrDb ?? 0) - (grey?.mean.psnrDb ?? 0), 9);
    expect([tiny?.best[0], tiny?.worst[0]].sort()).toEqual(rows.map(({ name }) => name));

    // Both photos in one row: grey, tiny, large and truth each.
    const { format, width } = await sharp(at("new/all.png")).metadata();
    expect({ format, width }).toEqual({ format: "png", width: 2 * (4 * 176 + 8) + 8 });
  });

  it("takes only the photos that a list names by SHA-256, and only the models that are named", () => {
    const sha256 = createHash("sha256")
      .update(readFileSync(path.join(photos, "sky.jpg")))
      .digest("hex");
    const gone = "0".repeat(64);
    writeFileSync(at("list.txt"), `${[gone, sha256].join("\n")}\n`);
    const { status, stderr } = evaluate(
      ...["--photos", photos, "--only", at("list.txt"), "--model", "tiny", "--json", at("one.json")],
    );
    expect(status).toBe(0);
    expect(stderr.trim()).toBe(`1 of the 2 listed photos are not below ${photos}.`);
    const report = readReport(at("one.json"));
    expect(report.photos.map((photo) => photo.sha256)).toEqual([sha256]);
    expect(report.colourings.map(({ name }) => name)).toEqual(["grey", "tiny"]);
  });

  it("says in a sentence that there is nothing to evaluate", () => {
    mkdirSync(at("empty"));
    const { status, stderr } = evaluate("--photos", at("empty"));
    expect(status).toBe(2);
    expect(stderr.trim()).toMatch(/^[^\n]+\.$/);
  });

  it.each([
    [[]],
    [["--photos"]],
    [["photos"]],
    [["--photos", "a", "--model", "huge"]],
    [["--photos", "a", "--limit", "0"]],
  ])("does not guess what %j means", (argv) => expect(readCommandLine(argv)).toBeNull());
});
