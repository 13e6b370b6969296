import { execFile } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { measurePhoto, smallPhoto } from "../../support/photos";
import { createAccount } from "../../support/run-admin";
import { expect, test } from "../../support/studio-test";

type Ended = { code: number; stdout: string; stderr: string };
type Given = { cwd: string; stdin?: string; settings?: Record<string, string> };

/** The command as a person in `cwd` runs it, on a machine whose npm knows no registry. Its home is `cwd`. */
function runCommand(command: string, words: string[], { cwd, stdin = "", settings = {} }: Given): Promise<Ended> {
  const { PATH = "" } = process.env;
  const config = path.join(cwd, ".config");
  const env = { PATH, HOME: cwd, XDG_CONFIG_HOME: config, npm_config_registry: "http://127.0.0.1:9/", ...settings };
  return new Promise((resolve) => {
    const options = { cwd, env: env as unknown as NodeJS.ProcessEnv, shell: process.platform === "win32" };
    const child = execFile(command, words, options, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
    child.stdin?.end(stdin);
  });
}

test("the line that the docs show colorizes a folder, with nothing but Node and a key", async ({ studio }, info) => {
  test.slow();
  const { apiKey } = await createAccount(studio, { credits: 5 });
  const docs = await (await fetch(`${studio.url}/docs.md`)).text();
  const line = /^npx --yes (\S+\/downloads\/pixomax-cli\.tgz) colorize photos --out colored$/m.exec(docs);
  const address = (line?.[1] ?? "").replace("http://localhost", "http://127.0.0.1");
  expect(address).toBe(`${studio.url}/downloads/pixomax-cli.tgz`);
  const cwd = info.outputPath("home");
  await mkdir(path.join(cwd, "photos"), { recursive: true });
  await writeFile(path.join(cwd, "photos/a.jpg"), await smallPhoto());

  const words = ["--yes", address, "colorize", "photos", "--out", "colored"];
  const { code, stdout, stderr } = await runCommand("npx", words, { cwd, settings: { PIXOMAX_API_KEY: apiKey } });
  expect(stderr).toContain("1 done, 0 skipped, 0 failed. 1 credit charged, 4 left.");
  expect(code).toBe(0);
  expect(stdout + stderr).not.toContain(apiKey);
  const picture = await measurePhoto(await readFile(path.join(cwd, "colored/a-color.png")));
  expect(picture).toMatchObject({ format: "png" });
});

test("the program installed from the studio colorizes a folder, and charges nothing when it is run again", async ({
  studio,
}, info) => {
  test.slow();
  const { apiKey } = await createAccount(studio, { credits: 5 });
  const cwd = info.outputPath("home");
  await mkdir(path.join(cwd, "photos/1920"), { recursive: true });
  await writeFile(path.join(cwd, "photos/a.jpg"), await smallPhoto());
  await writeFile(path.join(cwd, "photos/1920/b.jpg"), await smallPhoto(64, 96));
  const install = ["install", "--prefix", cwd, "--no-audit", "--no-fund", `${studio.url}/downloads/pixomax-cli.tgz`];
  expect(await runCommand("npm", install, { cwd })).toMatchObject({ code: 0 });
  const program = path.join(cwd, "node_modules/.bin/pixomax");
  const run = (words: string[], stdin?: string) => runCommand(program, words, { cwd, stdin });

  // The studio's address is known: the program came from there.
  const login = await run(["login"], apiKey);
  expect(login.stderr).toContain(`Logged in to ${studio.url}`);
  expect(login.stderr).toContain("5 credits available");
  expect(login.code).toBe(0);

  const work = ["colorize", "photos", "--model", "tiny", "--format", "webp", "--out", "colored"];
  const first = await run(work);
  expect(first.stderr).toContain("2 photos, 2 credits, 5 available.");
  expect(first.stderr).toContain("2 done, 0 skipped, 0 failed. 2 credits charged, 3 left.");
  expect(first.code).toBe(0);
  const picture = await measurePhoto(await readFile(path.join(cwd, "colored/1920/b-color.webp")));
  expect(picture).toMatchObject({ width: 64, height: 96, format: "webp" });
  expect(await run(["balance"])).toMatchObject({ code: 0, stdout: "3 credits available\n" });

  const again = await run(work);
  expect(again.stderr).toContain("0 done, 2 skipped, 0 failed. 0 credits charged.");
  const redone = await run([...work, "--force"]);
  expect(redone.stderr).toContain("2 done, 0 skipped, 0 failed. 0 credits charged, 3 left.");
  const tooMuch = await run([...work, "--force", "--clarity"]);
  expect(tooMuch.code).toBe(4);

  const jobs = await run(["jobs", "--json"]);
  expect(
    jobs.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).status),
  ).toEqual(["succeeded", "succeeded"]);
  for (const { stdout, stderr } of [login, first, again, jobs]) expect(stdout + stderr).not.toContain(apiKey);
});

test("client and program are downloads of the studio", async ({ studio }) => {
  for (const name of ["pixomax-cli", "pixomax-client"]) {
    const response = await fetch(`${studio.url}/downloads/${name}.tgz`);
    expect(response.status).toBe(200);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect([bytes[0], bytes[1]]).toEqual([0x1f, 0x8b]); // gzip
  }
});
