import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { PixomaxError } from "pixomax-client";
import { afterEach, beforeEach, expect, test } from "vitest";
import { exitCodes } from "../exit-codes";
import { explainError } from "../explain-error";
import { runPixomax, startPixomax } from "../testing/run-pixomax";
import { type FakeStudio, startFakeStudio } from "../testing/start-fake-studio";

let studio: FakeStudio;
let cwd: string;

beforeEach(async () => {
  studio = await startFakeStudio();
  cwd = await mkdtemp(path.join(tmpdir(), "pixomax-"));
});
afterEach(async () => {
  await studio.close();
  await rm(cwd, { recursive: true, force: true });
});

const loggedIn = () => ({ PIXOMAX_URL: studio.url, PIXOMAX_API_KEY: studio.account.key });
const colorize = (line: string, stdin?: string | Buffer, env = loggedIn()) =>
  runPixomax(["colorize", ...line.split(" ")], { cwd, env, stdin });
const startColorize = (line: string) => startPixomax(["colorize", ...line.split(" ")], { cwd, env: loggedIn() });
const write = (name: string, content: string | Buffer = `photo ${name}`) => writeFile(path.join(cwd, name), content);
const writeMany = (names: string[]) => Promise.all(names.map((name) => write(name)));
const read = (name: string) => readFile(path.join(cwd, name), "utf8");
const list = async () => (await readdir(cwd)).sort();
const spent = () => 1000 - studio.account.available;

test("photos are colorized beside the originals with the chosen options, and the cost is written", async () => {
  await writeMany(["a.jpg", "b.jpg"]);
  const options = "--model tiny --repair --clarity --format jpeg --strength 0.5 --metadata strip";
  const { code, stdout, stderr } = await colorize(`a.jpg b.jpg ${options} --concurrency 1`);
  expect(stderr).toContain("2 photos, 8 credits, 1000 available.");
  expect(stderr).toContain("a.jpg → a-color.jpg (4 credits)");
  expect(stderr).toContain("2 done, 0 skipped, 0 failed. 8 credits charged, 992 left.");
  expect({ code, stdout }).toEqual({ code: exitCodes.done, stdout: "" });
  expect(await list()).toEqual(["a-color.jpg", "a.jpg", "b-color.jpg", "b.jpg"]);
  expect(await read("a-color.jpg")).toBe("colorized:photo a.jpg");
  const fields = { model: "tiny", clean_scratches: "true", face_remaster: "true", output_format: "jpeg" };
  expect(studio.calls[0]).toEqual({ ...fields, strength: "0.5", metadata: "strip", filename: "a.jpg" });
});

test("run again, nothing is sent or charged; --force redoes without a second charge", async () => {
  await writeMany(["a.jpg", "b.jpg"]);
  await colorize(".");
  const again = await colorize(". --json");
  expect(again.code).toBe(exitCodes.done);
  expect(again.stderr).toContain("0 done, 2 skipped, 0 failed. 0 credits charged.");
  expect(studio.calls).toHaveLength(2);
  expect(
    again.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line))[0],
  ).toEqual({
    ...{ file: "a.jpg", status: "skipped", output: "a-color.png", creditsCharged: 0 },
  });
  await write("a-color.png", "spoilt");
  const forced = await colorize(". --force");
  expect(forced.stderr).toContain("2 done, 0 skipped, 0 failed. 0 credits charged, 998 left.");
  expect(await read("a-color.png")).toBe("colorized:photo a.jpg");
});

test("other options are another order and are charged; a result that was deleted is made again", async () => {
  await write("a.jpg");
  await colorize("a.jpg");
  await colorize("a.jpg --force --strength 0.4");
  expect(spent()).toBe(2);
  studio.account.outputs.clear();
  const { code } = await colorize("a.jpg --force");
  expect({ code, spent: spent() }).toEqual({ code: exitCodes.done, spent: 3 });
});

test("the same photo under two names is charged once", async () => {
  await write("a.jpg", "same");
  await write("b.jpg", "same");
  const { code } = await colorize("a.jpg b.jpg");
  expect({ code, spent: spent() }).toEqual({ code: exitCodes.done, spent: 1 });
  expect(await read("b-color.png")).toBe("colorized:same");
});

test("no more photos are under way than --concurrency says", async () => {
  await writeMany(["a.jpg", "b.jpg", "c.jpg", "d.jpg", "e.jpg", "f.jpg"]);
  studio.hold();
  const { ended } = startColorize(". --concurrency 3");
  await expect.poll(() => studio.running, { timeout: 20_000 }).toBe(3);
  studio.release();
  expect((await ended).code).toBe(exitCodes.done);
  expect(studio.mostRunning).toBe(3);
});

test("a photo that fails does not stop the others; each has its line of JSON", async () => {
  await write("a.jpg", "broken");
  await write("b.jpg");
  const { code, stdout, stderr } = await colorize("a.jpg gone.jpg b.jpg --json --concurrency 1");
  expect(code).toBe(exitCodes.someFailed);
  expect(stderr).toContain("1 done, 0 skipped, 2 failed. 1 credit charged, 999 left.");
  const lines = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines).toEqual([
    {
      file: "gone.jpg",
      status: "failed",
      creditsCharged: 0,
      error: { code: "not_found", message: expect.any(String) },
    },
    {
      file: "a.jpg",
      status: "failed",
      creditsCharged: 0,
      error: { code: "image_corrupt", message: expect.any(String) },
    },
    { file: "b.jpg", status: "done", output: "b-color.png", jobId: "job_1", creditsCharged: 1 },
  ]);
  expect(await list()).toEqual(["a.jpg", "b-color.png", "b.jpg"]);
});

test("a photo too large for the studio and one in a folder that cannot be written are not sent", async () => {
  await write("large.jpg", Buffer.alloc(25 * 1024 * 1024 + 1));
  await write("a.jpg");
  await write("blocked", "a file where a folder should be");
  expect(await colorize("large.jpg")).toMatchObject({ code: exitCodes.someFailed });
  expect(await colorize("a.jpg --out blocked")).toMatchObject({ code: exitCodes.someFailed });
  expect(studio.calls).toEqual([]);
});

test("a busy studio gets the photo again; it is charged once", async () => {
  await write("a.jpg");
  studio.refusals = ["over_capacity", "rate_limited", "rate_limited", "upstream_error", "rate_limited"];
  const { code } = await colorize("a.jpg");
  expect({ code, spent: spent(), calls: studio.calls.length }).toEqual({ code: exitCodes.done, spent: 1, calls: 6 });
});

test("what the next photo would meet as well ends the run at once, with its own exit code", async () => {
  await writeMany(["a.jpg", "b.jpg", "c.jpg"]);
  studio.refusals = ["insufficient_credits"];
  expect(await colorize(". --concurrency 1")).toMatchObject({ code: exitCodes.notEnoughCredits });
  expect(studio.calls).toHaveLength(1);
  expect(await list()).toEqual(["a.jpg", "b.jpg", "c.jpg"]);
});

test.each([
  ["insufficient_credits", 403, exitCodes.notEnoughCredits],
  ["key_budget_exceeded", 403, exitCodes.notEnoughCredits],
  ["key_scope_denied", 403, exitCodes.notLoggedIn],
  ["api_key_revoked", 401, exitCodes.notLoggedIn],
  ["maintenance", 503, exitCodes.unreachable],
  ["unreachable", 0, exitCodes.unreachable],
  ["unexpected", 404, exitCodes.unreachable],
  ["unexpected", 413, null],
  ["image_corrupt", 400, null],
  ["upstream_error", 502, null],
  ["internal_error", 500, null],
] as const)("%s (%i) ends the program with %s, null being one photo's own failure", (code, status, exitCode) => {
  expect(explainError(new PixomaxError({ code, status })).exitCode).toBe(exitCode);
});

test("fields that the studio ignored are named once on standard error, whatever becomes of the photos", async () => {
  studio.ignoredFields = "clean_scratchs (did you mean clean_scratches?), foo";
  const line = `The studio ignored fields that it does not know: ${studio.ignoredFields}.`;
  await write("a.jpg");
  await write("b.jpg", "broken");
  const { stderr, stdout } = await colorize("a.jpg b.jpg --concurrency 1");
  expect(stderr.split(line)).toHaveLength(2);
  expect(stdout).toBe("");
  expect((await colorize("b.jpg")).stderr).toContain(line);
  expect((await colorize("-", "photo")).stderr).toContain(line);
  expect((await colorize("-", "broken")).stderr).toContain(line);
});

test("without enough credits nothing is sent", async () => {
  await writeMany(["a.jpg", "b.jpg"]);
  studio.account.available = 1;
  const { code, stderr } = await colorize(". --yes");
  expect({ code, calls: studio.calls }).toEqual({ code: exitCodes.notEnoughCredits, calls: [] });
  expect(stderr).toContain("2 photos, 2 credits, 1 available.\nNot enough credits. Nothing was sent.");
});

test("a test key needs neither credits nor consent", async () => {
  await writeMany(["a.jpg", "b.jpg"]);
  Object.assign(studio.account, { mode: "test", available: 0 });
  const { code, stderr } = await colorize(".");
  expect(code).toBe(exitCodes.done);
  expect(stderr).toContain("2 photos with a test key: free, and stamped.");
  expect(stderr).toContain("2 done, 0 skipped, 0 failed. 0 credits charged, 0 left.");
});

test("more than 50 credits are spent with --yes only, when nobody is there to answer", async () => {
  const names = Array.from({ length: 13 }, (_none, at) => `${at}.jpg`);
  await writeMany(names);
  const refused = await colorize(". --clarity --repair");
  expect(refused.code).toBe(exitCodes.notConfirmed);
  expect(refused.stderr).toContain("This may spend 52 credits. Nothing was sent. Add --yes if that is right.");
  expect(studio.calls).toEqual([]);
  const agreed = await colorize(". --clarity --repair --yes --concurrency 8");
  expect({ code: agreed.code, spent: spent() }).toEqual({ code: exitCodes.done, spent: 52 });
});

test("standard input to standard output is the picture, byte for byte", async () => {
  const photo = Buffer.from(Array.from({ length: 70_000 }, (_none, at) => at % 256));
  const { code, bytes, stderr } = await colorize("- --model tiny", photo);
  expect(code).toBe(exitCodes.done);
  expect(bytes.equals(Buffer.concat([Buffer.from("colorized:"), photo]))).toBe(true);
  expect(stderr).toContain("1 credit charged, 999 left.");
  expect(await list()).toEqual([]);
});

test("standard input fails with the reason and an empty standard output", async () => {
  const broken = await colorize("-", "broken");
  expect(broken).toMatchObject({ code: exitCodes.someFailed, stdout: "" });
  expect(broken.stderr).toContain("Damaged image");
  expect(await colorize("- a.jpg", "x")).toMatchObject({ code: exitCodes.wrongUsage });
});

test("the first Ctrl-C finishes what is under way and begins nothing; the next run goes on there", async () => {
  await writeMany(["a.jpg", "b.jpg", "c.jpg", "d.jpg"]);
  studio.hold();
  const { child, ended } = startColorize(".");
  await expect.poll(() => studio.running, { timeout: 20_000 }).toBe(2);
  child.kill("SIGINT");
  let written = "";
  child.stderr?.on("data", (chunk) => {
    written += chunk;
  });
  await expect.poll(() => written).toContain("Finishing the photos under way");
  studio.release();
  expect(await ended).toMatchObject({ code: exitCodes.interrupted });
  expect(await list()).toEqual(["a-color.png", "a.jpg", "b-color.png", "b.jpg", "c.jpg", "d.jpg"]);
  expect(await colorize(".")).toMatchObject({ code: exitCodes.done });
  expect({ calls: studio.calls.length, spent: spent() }).toEqual({ calls: 4, spent: 4 });
});

test("the second Ctrl-C ends at once, without a half picture", async () => {
  await write("a.jpg");
  studio.hold();
  const { child, ended } = startColorize("a.jpg");
  await expect.poll(() => studio.running, { timeout: 20_000 }).toBe(1);
  child.stderr?.once("data", () => child.kill("SIGINT"));
  child.kill("SIGINT");
  expect(await ended).toMatchObject({ code: exitCodes.interrupted });
  expect(await list()).toEqual(["a.jpg", "a-color.png.part"].sort());
  expect(await read("a-color.png.part")).toBe("");
});

test("after a kill the photos under way are fetched, not bought again, even when no credit is left", async () => {
  await writeMany(["a.jpg", "b.jpg"]);
  studio.account.available = 2;
  studio.hold();
  const { child, ended } = startColorize(".");
  await expect.poll(() => studio.running, { timeout: 20_000 }).toBe(2);
  child.kill("SIGKILL");
  await ended;
  const next = startColorize(".");
  // The first run's jobs are still under way, so the studio says "in progress" to this one.
  await expect.poll(() => studio.calls.length, { timeout: 20_000 }).toBe(4);
  studio.release();
  const { code, stderr } = await next.ended;
  expect(stderr).toContain("(2 of them may be paid for already)");
  expect(stderr).toContain("2 done, 0 skipped, 0 failed. 0 credits charged, 0 left.");
  expect(code).toBe(exitCodes.done);
  expect(await list()).toEqual(["a-color.png", "a.jpg", "b-color.png", "b.jpg"]);
});

test("a studio that cannot be reached has its own exit code", async () => {
  await write("a.jpg");
  const { url } = studio;
  await studio.close();
  expect(await colorize("a.jpg", "", { ...loggedIn(), PIXOMAX_URL: url })).toMatchObject({
    code: exitCodes.unreachable,
  });
  expect(await list()).toEqual(["a.jpg"]);
});

test("an empty folder is nothing to do", async () => {
  expect(await colorize(".")).toMatchObject({ code: exitCodes.done, stdout: "" });
});
