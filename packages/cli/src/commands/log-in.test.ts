import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { exitCodes } from "../exit-codes";
import { readStudioUrl } from "../login/read-login";
import { runPixomax } from "../testing/run-pixomax";
import { type FakeStudio, startFakeStudio } from "../testing/start-fake-studio";

let studio: FakeStudio;
let cwd: string;

beforeEach(async () => {
  studio = await startFakeStudio(42);
  cwd = await mkdtemp(path.join(tmpdir(), "pixomax-"));
});
afterEach(async () => {
  await studio.close();
  await rm(cwd, { recursive: true, force: true });
});

const pixomax = (line: string, more: { stdin?: string; env?: Record<string, string> } = {}) =>
  runPixomax(line.split(" "), { cwd, ...more });
const logIn = () => pixomax(`login --url ${studio.url}/`, { stdin: `${studio.account.key}\n` });
const storedFile = () => path.join(cwd, ".config/pixomax/config.json");

test("login stores address and key where their owner alone can read them, and never prints the key", async () => {
  const { code, stdout, stderr } = await logIn();
  expect(code).toBe(exitCodes.done);
  expect(stderr).toContain(`Logged in to ${studio.url} with key "laptop" (pxs_live_…tail).\n42 credits available.`);
  expect(stdout + stderr).not.toContain(studio.account.key);
  expect(JSON.parse(await readFile(storedFile(), "utf8"))).toEqual({ url: studio.url, key: studio.account.key });
  expect((await stat(storedFile())).mode & 0o777).toBe(0o600);
  expect(await pixomax("balance")).toMatchObject({ code: exitCodes.done, stdout: "42 credits available\n" });
  expect(await pixomax("balance --json")).toMatchObject({ stdout: '{"available":42,"held":0}\n' });
});

test("logout deletes the key; without one every command requests a login", async () => {
  await logIn();
  expect(await pixomax("logout")).toMatchObject({ code: exitCodes.done });
  await expect(stat(storedFile())).rejects.toThrow("ENOENT");
  expect(await pixomax("logout")).toMatchObject({ code: exitCodes.done, stderr: "You were not logged in.\n" });
  expect(await pixomax("balance")).toMatchObject({ code: exitCodes.notLoggedIn });
});

test("a key the studio refuses is not stored and not repeated", async () => {
  const { code, stdout, stderr } = await pixomax(`login --url ${studio.url} --key pxs_live_wrong`);
  expect(code).toBe(exitCodes.notLoggedIn);
  expect(stderr).toContain("Invalid API key");
  expect(stdout + stderr).not.toContain("pxs_live_wrong");
  await expect(stat(storedFile())).rejects.toThrow("ENOENT");
});

test.each([
  ["https://studio.example.org/", "https://studio.example.org"],
  [" http://localhost:3000 ", "http://localhost:3000"],
  ["https://example.org/studio/", "https://example.org/studio"],
])("the address %s is understood", (text, url) => {
  expect(readStudioUrl(text)).toBe(url);
});

test.each([
  "",
  "studio.example.org",
  "file:///etc/passwd",
  "https://user:secret@example.org",
  "https://example.org/?a=1",
])("'%s' is no address of a studio", (text) => {
  expect(() => readStudioUrl(text)).toThrow(expect.objectContaining({ exitCode: exitCodes.wrongUsage }));
});

test("login without a key on standard input is wrong usage", async () => {
  expect(await pixomax(`login --url ${studio.url}`)).toMatchObject({ code: exitCodes.wrongUsage });
});

test("the environment wins over what is stored", async () => {
  await logIn();
  const { code, stderr } = await pixomax("balance", { env: { PIXOMAX_API_KEY: "pxs_live_other" } });
  expect(code).toBe(exitCodes.notLoggedIn);
  expect(stderr).not.toContain("pxs_live_other");
  const env = { PIXOMAX_URL: studio.url, PIXOMAX_API_KEY: studio.account.key };
  await writeFile(storedFile(), "not json");
  expect(await pixomax("balance", { env })).toMatchObject({ code: exitCodes.done });
  expect(await pixomax("balance")).toMatchObject({ code: exitCodes.notLoggedIn });
});

test("PIXOMAX_KEY, the variable's former name, still works; PIXOMAX_API_KEY takes precedence", async () => {
  const former = { PIXOMAX_URL: studio.url, PIXOMAX_KEY: studio.account.key };
  expect(await pixomax("balance", { env: former })).toMatchObject({ code: exitCodes.done });
  const both = { ...former, PIXOMAX_API_KEY: "pxs_live_other" };
  expect(await pixomax("balance", { env: both })).toMatchObject({ code: exitCodes.notLoggedIn });
});

test("a stored key is sent to no other studio than its own, through PIXOMAX_URL or a redirect", async () => {
  await logIn();
  const seen: unknown[] = [];
  const other = createServer((request, response) => {
    seen.push(request.headers["x-api-key"]);
    response.writeHead(200).end("<p>Not a studio</p>");
  });
  const redirecting = createServer((_request, response) => response.writeHead(302, { Location: urlOf(other) }).end());
  const urlOf = (server: typeof other) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const server of [other, redirecting]) await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  expect(await pixomax("balance", { env: { PIXOMAX_URL: urlOf(other) } })).toMatchObject({
    code: exitCodes.notLoggedIn,
  });
  const env = { PIXOMAX_URL: urlOf(redirecting), PIXOMAX_API_KEY: "pxs_live_k" };
  expect(await pixomax("balance", { env })).toMatchObject({ code: exitCodes.unreachable });
  expect(seen).toEqual([]);
  for (const server of [other, redirecting]) server.close();
});

test("jobs lists the latest first, over as many pages as are needed", async () => {
  await logIn();
  for (const name of ["a", "b", "c"]) await writeFile(path.join(cwd, `${name}.jpg`), name);
  await pixomax("colorize a.jpg b.jpg c.jpg --concurrency 1");
  const { stdout } = await pixomax("jobs --limit 2");
  expect(stdout.split("\n")).toEqual([
    "created (UTC)     status     model  credits  size       job",
    "2026-11-22 10:00  succeeded  large  1        640 × 480  job_3",
    "2026-11-22 10:00  succeeded  large  1        640 × 480  job_2",
    "",
  ]);
  const all = await pixomax("jobs --json --limit 200 --status succeeded");
  expect(
    all.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).jobId),
  ).toEqual(["job_3", "job_2", "job_1"]);
  expect((await pixomax("jobs --status failed --json")).stdout).toBe("");
});

test("an address that is no studio has another exit code than a refused key", async () => {
  const page = createServer((_request, response) => response.writeHead(404).end("<h1>Not found</h1>"));
  await new Promise<void>((done) => page.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${(page.address() as AddressInfo).port}`;
  expect(await pixomax(`login --url ${url} --key k`)).toMatchObject({ code: exitCodes.unreachable });
  page.close();
});
