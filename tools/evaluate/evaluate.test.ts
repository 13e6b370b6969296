import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import sharp, { type Sharp } from "sharp";
import { pack } from "tar-stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { UsageError } from "../../scripts/command-line";
import { readCommandLine } from "./read-command-line";
import { evaluationSchema } from "./report/evaluation";

const dir = mkdtempSync(path.join(tmpdir(), "evaluate-"));
const photos = path.join(dir, "photos");
const at = (name: string) => path.join(dir, name);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** With stand-ins for the models: what is measured here is the measuring. */
const models = "lib/colorize/providers/embedded/testing/stand-ins";

function evaluate(...args: string[]) {
  const options = ["--models", models, ...args];
  const argv = ["--import", "tsx", "--conditions=react-server", "tools/evaluate/evaluate.ts", ...options];
  return spawnSync(process.execPath, argv, { encoding: "utf8" });
}

/** A picture that goes from one color to another. */
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
  await paint("#111", "#eee").png().toFile(path.join(photos, "gray.png"));
  const shard = pack();
  shard.entry({ name: "leaf.webp" }, await paint("#130", "#7b2").webp().toBuffer());
  shard.finalize();
  writeFileSync(path.join(photos, "more/shard.tar"), await buffer(shard));
});

const readReport = (file: string) => evaluationSchema.parse(JSON.parse(readFileSync(file, "utf8"))).sets;

describe("npm run evaluate", () => {
  it("measures the gray copy and each model on every color photo once, in folders and in shards", async () => {
    const { status, stdout } = evaluate("--photos", photos, "--json", at("new/all.json"), "--sheet", at("new/all.png"));
    expect(status).toBe(0);
    expect(stdout).toMatch(/^All: 2 photos; left out: 1 gray, 1 unreadable\n/);
    expect(stdout.match(/^gray .*$/gm)).toHaveLength(2); // mean and median
    for (const name of ["tiny", "large"]) expect(stdout.match(new RegExp(`^${name}@.*$`, "gm"))).toHaveLength(3); // and hues

    const [report] = readReport(at("new/all.json"));
    if (!report) throw new Error("no set was told of");
    const { photos: rows, skipped, colorings, truth } = report;
    expect(rows.map(({ name }) => name)).toEqual(["more/shard.tar/leaf.webp", "sky-again.jpg"]);
    expect(skipped).toEqual({ gray: ["gray.png"], unreadable: ["cut-off.jpg"] });
    const [gray, tiny] = colorings;
    expect(gray).toMatchObject({ name: "gray", modelTag: null, mean: { gainDb: 0, abRatio: 1 } });
    expect(gray?.mean.colorfulness).toBeLessThan(0.5);
    const measured = rows.map((row) => row.colorings.tiny?.psnrDb ?? Number.NaN);
    expect(tiny?.mean.psnrDb).toBeCloseTo(
      measured.reduce((sum, dB) => sum + dB / measured.length, 0),
      9,
    );
    expect(tiny?.mean.gainDb).toBeCloseTo((tiny?.mean.psnrDb ?? 0) - (gray?.mean.psnrDb ?? 0), 9);
    expect([tiny?.best[0], tiny?.worst[0]].sort()).toEqual(rows.map(({ name }) => name));

    // The leaf is green, the sky blue to white.
    expect(truth.hues.green).toBeGreaterThan(0.3);
    expect(truth.hues.blue).toBeGreaterThan(0.2);
    expect(gray?.hues.neutral).toBe(1);
    expect(gray?.patchiness).toBeLessThan(0.2);
    expect(tiny?.betterThanGray).toBe(
      measured.filter((dB, i) => dB > (rows[i]?.colorings.gray?.psnrDb ?? 0)).length / 2,
    );

    // Both photos in one row: gray, tiny, large and truth each.
    const { format, width } = await sharp(at("new/all.png")).metadata();
    expect({ format, width }).toEqual({ format: "png", width: 2 * (4 * 224 + 8) + 8 });
  });

  it("fades the photos, and what they are compared with, where that is asked for", () => {
    const { status } = evaluate("--photos", photos, "--model", "tiny", "--faded", "--json", at("faded.json"));
    expect(status).toBe(0);
    const rowsOf = (file: string) => readReport(at(file))[0]?.photos ?? [];
    const whole = new Map(rowsOf("new/all.json").map((row) => [row.name, row]));
    expect(rowsOf("faded.json")).toHaveLength(2);
    for (const { name, truth } of rowsOf("faded.json")) {
      const before = whole.get(name)?.truth.colorfulness ?? Number.NaN;
      expect(truth.colorfulness).toBeGreaterThan(before / 3);
      expect(truth.colorfulness).toBeLessThan(before * 0.9);
    }
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
    const [report] = readReport(at("one.json"));
    expect(report?.photos.map((photo) => photo.sha256)).toEqual([sha256]);
    expect(report?.colorings.map(({ name }) => name)).toEqual(["gray", "tiny"]);
  });

  describe("where collections have a role", () => {
    const roles = at("roles");
    const hashOf = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
    const pictures: Record<string, Buffer> = {};
    const sourceOf = { "a.png": "towns", "b.png": "coco100", "c.png": "slides", "d.png": "tiles", "e.png": "towns" };

    beforeAll(async () => {
      mkdirSync(roles);
      const shard = pack();
      for (const [i, name] of Object.keys(sourceOf).entries()) {
        const picture = await paint(`hsl(${70 * i},60%,40%)`, "#987")
          .png()
          .toBuffer();
        pictures[name] = picture;
        shard.entry({ name }, picture);
      }
      shard.finalize();
      writeFileSync(path.join(roles, "photos-00.tar"), await buffer(shard));
      const role = { towns: "train", coco100: "held-out-foreign", slides: "held-out-foreign", tiles: "tune-foreign" };
      const sources = Object.fromEntries(Object.entries(role).map(([source, is]) => [source, { role: is, count: 1 }]));
      writeFileSync(path.join(roles, "sources.json"), JSON.stringify({ images: 5, sources }));
      const lines = Object.entries(sourceOf).map(([name, source]) => `${JSON.stringify({ name, source })}\n`);
      writeFileSync(path.join(roles, "index.jsonl.gz"), gzipSync(lines.join("")));
      const held = ["a.png", "b.png"].map((name) => hashOf(pictures[name] as Buffer));
      writeFileSync(at("held-out.txt"), held.join("\n"));
    });

    it("tells two tables, and of the foreign one what earlier weights were trained on", async () => {
      const files = ["--json", at("both.json"), "--sheet", at("both.png"), "--extremes", "1", "--side", "64"];
      const { status, stdout, stderr } = evaluate(
        ...["--photos", roles, "--held-out", at("held-out.txt"), "--markdown", ...files],
      );
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
      const sets = readReport(at("both.json"));
      expect(sets.map(({ name, photos: of }) => [name, of.map((photo) => path.basename(photo.name))])).toEqual([
        ["same-collections", ["a.png"]], // b.png is on the list, but of a collection that is foreign
        ["held-out-foreign", ["b.png", "c.png"]],
        ["foreign-to-earlier-weights", ["c.png"]],
      ]);
      expect(sets[1]?.note).toMatch(/^1 of these \(coco100 1\)/);
      expect(stdout).toMatch(
        /^\*\*Same collections: 1 photos\*\*\n\n1 more [^\n]+\n\n\| model \| {2}\| PSNR dB \|[^\n]+\n\|---\|---:\|/,
      );
      expect(stdout).toMatch(/\n\| tiny@\w+ \|( [\d.]+ → [\d.]+ \|){6}\n/);
      const share = (100 * (sets[1]?.largeAtLeastTiny ?? Number.NaN)).toFixed(1);
      expect(stdout).toContain(`large is at least as good as tiny on ${share} % of the photos.`);
      for (const { name } of sets) {
        // The best and the worst of two models, all in one row: gray, tiny, large and truth each.
        expect((await sharp(at(`both-${name}.png`)).metadata()).width).toBe(4 * (4 * 64 + 8) + 8);
      }
    });

    it("takes the photos of one role alone", () => {
      const { status } = evaluate("--photos", roles, "--role", "tune-foreign", "--json", at("tune.json"));
      expect(status).toBe(0);
      const sets = readReport(at("tune.json"));
      expect(sets.map(({ name, photos: of }) => [name, of.map((photo) => path.basename(photo.name))])).toEqual([
        ["tune-foreign", ["d.png"]],
      ]);
    });

    it.each([
      ["no roles", (dir: string) => rmSync(path.join(dir, "sources.json"))],
      [
        "a role that nobody knows",
        (dir: string) => writeFileSync(path.join(dir, "sources.json"), `{"sources":{"a":{"role":"test"}}}`),
      ],
      ["a cut-off index", (dir: string) => writeFileSync(path.join(dir, "index.jsonl.gz"), "{}")],
    ])("says in a sentence that there are %s", (what, spoil) => {
      const dir = at(what.replaceAll(" ", "-"));
      cpSync(roles, dir, { recursive: true });
      spoil(dir);
      const { status, stderr } = evaluate("--photos", dir, "--role", "tune-foreign");
      expect(status).toBe(2);
      expect(stderr.trim()).toMatch(/^[^\n]+\.$/);
    });
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
    [["--photos", "a", "--role", "train"]],
    [["--photos", "a", "--side", "0"]],
  ])("does not guess what %j means", (argv) => expect(() => readCommandLine(argv)).toThrow(UsageError));
});
