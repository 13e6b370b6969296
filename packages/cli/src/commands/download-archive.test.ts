import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { exitCodes } from "../exit-codes";
import { runPixomax } from "../testing/run-pixomax";
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

const archive = (line: string) => {
  const env = { PIXOMAX_URL: studio.url, PIXOMAX_API_KEY: studio.account.key };
  return runPixomax(["archive", ...line.split(" ")], { cwd, env });
};

test("the ZIP of the jobs is written, and a file that is there is kept unless --force is given", async () => {
  await writeFile(path.join(cwd, "photos.zip"), "mine");
  expect((await archive("job_1 --out photos.zip")).code).toBe(exitCodes.wrongUsage);
  expect(await readFile(path.join(cwd, "photos.zip"), "utf8")).toBe("mine");
  const { code, stderr } = await archive("job_1 job_2 --out photos.zip --force");
  expect({ code, files: await readdir(cwd) }).toEqual({ code: exitCodes.done, files: ["photos.zip"] });
  expect(stderr).toContain("2 jobs → photos.zip.");
  expect(await readFile(path.join(cwd, "photos.zip"), "utf8")).toBe("zip of job_1,job_2");
});

test("a download that breaks off leaves no file, and is a failure", async () => {
  const { code } = await archive("job_broken");
  expect({ code, files: await readdir(cwd) }).toEqual({ code: exitCodes.someFailed, files: [] });
});
