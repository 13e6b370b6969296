import { execFile } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { measurePhoto, smallPhoto } from "../../support/photos";
import { createAccount } from "../../support/run-admin";
import { repository } from "../../support/start-studio";
import { expect, test } from "../../support/studio-test";

/** `npx pixomax …` as a person in `cwd` runs it, the key on standard input where one is asked for. */
function runPixomax(cwd: string, words: string[], stdin = "") {
  const { PATH = "" } = process.env;
  const env = { PATH, HOME: cwd, XDG_CONFIG_HOME: path.join(cwd, ".config") } as unknown as NodeJS.ProcessEnv;
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    const command = [path.join(repository, "bin/pixomax.mjs"), ...words];
    const child = execFile(process.execPath, command, { cwd, env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
    child.stdin?.end(stdin);
  });
}

test("the command line program colors a folder, and charges nothing when it is run again", async ({ studio }, info) => {
  const { apiKey } = await createAccount(studio, { credits: 5 });
  const cwd = info.outputPath("home");
  await mkdir(path.join(cwd, "photos/1920"), { recursive: true });
  await writeFile(path.join(cwd, "photos/a.jpg"), await smallPhoto());
  await writeFile(path.join(cwd, "photos/1920/b.jpg"), await smallPhoto(64, 96));

  const login = await runPixomax(cwd, ["login", "--url", studio.url], apiKey);
  expect(login.stderr).toContain("5 credits available");
  expect(login.code).toBe(0);

  const work = ["colorize", "photos", "--model", "tiny", "--format", "webp", "--out", "colored"];
  const first = await runPixomax(cwd, work);
  expect(first.stderr).toContain("2 photos, 2 credits, 5 available.");
  expect(first.stderr).toContain("2 done, 0 skipped, 0 failed. 2 credits charged, 3 left.");
  expect(first.code).toBe(0);
  const picture = await measurePhoto(await readFile(path.join(cwd, "colored/1920/b-color.webp")));
  expect(picture).toMatchObject({ width: 64, height: 96, format: "webp" });
  expect(await runPixomax(cwd, ["balance"])).toMatchObject({ code: 0, stdout: "3 credits available\n" });

  const again = await runPixomax(cwd, work);
  expect(again.stderr).toContain("0 done, 2 skipped, 0 failed. 0 credits charged.");
  const redone = await runPixomax(cwd, [...work, "--force"]);
  expect(redone.stderr).toContain("2 done, 0 skipped, 0 failed. 0 credits charged, 3 left.");
  const tooMuch = await runPixomax(cwd, [...work, "--force", "--clarity"]);
  expect(tooMuch.code).toBe(4);

  const jobs = await runPixomax(cwd, ["jobs", "--json"]);
  expect(
    jobs.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).status),
  ).toEqual(["succeeded", "succeeded"]);
  for (const { stdout, stderr } of [login, first, again, jobs]) expect(stdout + stderr).not.toContain(apiKey);
});
