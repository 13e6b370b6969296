import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { version } from "../package.json";
import { startFakeStudio } from "../packages/cli/src/testing/start-fake-studio";
import { ensureDownloads } from "./ensure-downloads";

const run = promisify(execFile);
/** Compiling and npm take seconds, and much longer on a machine that is busy. */
const patienceMs = 180_000;
let downloads: string;
let bare: string;

/** Both tarballs unpacked where no other package is found, as npm lays them out. */
beforeAll(async () => {
  downloads = await mkdtemp(path.join(tmpdir(), "downloads-"));
  bare = await mkdtemp(path.join(tmpdir(), "bare-"));
  await ensureDownloads(downloads);
  for (const name of ["pixomax-client", "pixomax-cli"]) {
    const folder = path.join(bare, "node_modules", name);
    await mkdir(folder, { recursive: true });
    await run("tar", ["-xzf", path.join(downloads, `${name}.tgz`), "-C", folder, "--strip-components=1"]);
  }
  await writeFile(path.join(bare, "package.json"), '{"type":"module"}');
}, patienceMs);
afterAll(async () => {
  for (const folder of [downloads, bare]) await rm(folder, { recursive: true });
});

const readManifest = async (name: string): Promise<Record<string, unknown>> =>
  JSON.parse(await readFile(path.join(bare, "node_modules", name, "package.json"), "utf8"));

test.each(["pixomax-client", "pixomax-cli"])("%s needs no other package and has license and readme", async (name) => {
  const manifest = await readManifest(name);
  expect(manifest).toMatchObject({ name, version, license: "Apache-2.0", engines: { node: expect.any(String) } });
  expect(manifest).not.toHaveProperty("dependencies");
  for (const file of ["LICENSE", "README.md"]) await stat(path.join(bare, "node_modules", name, file));
});

test("the program runs in a bare folder", async () => {
  const program = path.join(bare, "node_modules/pixomax-cli/dist/pixomax.js");
  expect((await stat(program)).mode & 0o111).not.toBe(0);
  expect((await run(process.execPath, [program, "--version"], { cwd: bare })).stdout).toBe(`${version}\n`);
  const notices = await readFile(path.join(bare, "node_modules/pixomax-cli/dist/third-party-licenses.txt"), "utf8");
  for (const name of ["commander", "p-limit", "zod"]) expect(notices).toMatch(new RegExp(`^${name}$`, "m"));
});

test("the client is imported and calls a studio in a bare folder", async () => {
  const studio = await startFakeStudio(42);
  const script = `import { PixomaxClient, PixomaxError } from "pixomax-client";
    const [, , baseUrl, apiKey] = process.argv;
    const { credits } = await new PixomaxClient({ baseUrl, apiKey }).getAccount();
    const refused = await new PixomaxClient({ baseUrl, apiKey: "x" }).getAccount().catch((error) => error);
    console.log(credits.available, refused instanceof PixomaxError, refused.code);`;
  await writeFile(path.join(bare, "use.js"), script);
  const { stdout } = await run(process.execPath, ["use.js", studio.url, studio.account.key], { cwd: bare });
  await studio.close();
  expect(stdout).toBe("42 true api_key_invalid\n");
});

test(
  "the client's types are found, and a wrong option does not compile",
  async () => {
    const client = `import { type Job, PixomaxClient } from "pixomax-client";
    const pixomax = new PixomaxClient({ baseUrl: "http://studio.test", apiKey: "k" });
    export const job: Promise<Job> = pixomax.getJob("job_1");
    // @ts-expect-error there is no such model
    pixomax.colorize({ image: "http://studio.test/a.jpg", model: "huge" });`;
    await writeFile(path.join(bare, "use.ts"), client);
    const compiler = path.resolve(import.meta.dirname, "../node_modules/typescript/bin/tsc");
    const options = ["--noEmit", "--strict", "--module", "nodenext", "--lib", "es2022,dom", "use.ts"];
    await run(process.execPath, [compiler, ...options], { cwd: bare });
  },
  patienceMs,
);

test(
  "what is there already is not built again, and what is missing is",
  async () => {
    const client = path.join(downloads, "pixomax-client.tgz");
    const program = path.join(downloads, "pixomax-cli.tgz");
    const before = (await stat(client)).mtimeMs;
    await rm(program);
    await ensureDownloads(downloads);
    expect((await stat(client)).mtimeMs).toBe(before);
    expect((await stat(program)).size).toBeGreaterThan(5_000);
  },
  patienceMs,
);
