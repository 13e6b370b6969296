import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openSpool } from "../lib/storage/spool";
import { claimStudio, InUseError } from "./claim-studio";

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "claim-"));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));
const claim = () => claimStudio({ dataDir, host: "127.0.0.1", port: 0 });

/** A photo that a request of a running studio is working on. */
async function receivePhoto() {
  const photo = path.join((await openSpool(dataDir)).dir, "photo.jpg");
  await writeFile(photo, "photo");
  return photo;
}

/** Another process that has claimed the folder and is working on a photo. */
async function startElsewhere() {
  const code = `import { writeFileSync } from "node:fs";
    import { claimStudio } from "./server/claim-studio.ts";
    import { openSpool } from "./lib/storage/spool.ts";
    const dataDir = ${JSON.stringify(dataDir)};
    await claimStudio({ dataDir, host: "127.0.0.1", port: 0 });
    writeFileSync((await openSpool(dataDir)).dir + "/photo.jpg", "photo");
    console.log("claimed"); setInterval(() => {}, 1000);`;
  const args = ["--import", "tsx", "--input-type=module", "--eval", code];
  const program = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  await once(program.stdout, "data");
  return program;
}

test("a second start on a folder in use says so and leaves the photos of the first alone", async () => {
  const first = await claim();
  const photo = await receivePhoto();
  await expect(claim()).rejects.toThrow(`Another studio is running on DATA_DIR ${dataDir}`);
  expect(existsSync(photo)).toBe(true);
  await first.release();
  await (await claim()).release();
}, 30_000);

test("what a killed studio left is removed by the next one, at once, and by nobody while it lived", async () => {
  const program = await startElsewhere();
  await expect(claim()).rejects.toThrow(InUseError);
  expect(await readdir(path.join(dataDir, "spool"))).toHaveLength(1);
  program.kill("SIGKILL");
  await once(program, "exit");
  const next = await claim();
  expect(await readdir(path.join(dataDir, "spool"))).toEqual([]);
  await next.release();
}, 60_000);

test("the first start makes its folder, closed to other users", async () => {
  const parent = dataDir;
  dataDir = path.join(parent, "not", "there");
  const { release } = await claim();
  expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
  await release();
  await rm(parent, { recursive: true, force: true });
});

test("a port in use is said before anything of the folder is touched", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  const photo = await receivePhoto();
  const start = claimStudio({ dataDir, host: "127.0.0.1", port });
  await expect(start).rejects.toThrow(`PORT ${port} is in use by another program`);
  expect(existsSync(photo)).toBe(true);
  other.close();
});
