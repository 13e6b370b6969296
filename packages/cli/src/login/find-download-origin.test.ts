import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findDownloadOrigin } from "./find-download-origin";
import { suggestStudioUrl } from "./find-login";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "installed-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** The program as npm installs it from this address. @returns the link that a shell starts */
async function install(resolved?: string): Promise<string> {
  const modules = path.join(folder, "node_modules");
  await mkdir(path.join(modules, "pixomax-cli/dist"), { recursive: true });
  await mkdir(path.join(modules, ".bin"));
  await writeFile(path.join(modules, "pixomax-cli/dist/pixomax.js"), "");
  await symlink("../pixomax-cli/dist/pixomax.js", path.join(modules, ".bin/pixomax"));
  const lock = { packages: { "node_modules/pixomax-cli": { version: "0.1.0", resolved }, "node_modules/a": {} } };
  await writeFile(path.join(modules, ".package-lock.json"), JSON.stringify(lock));
  return path.join(modules, ".bin/pixomax");
}

test.each([
  ["http://studio.test:3000/downloads/pixomax-cli.tgz", "http://studio.test:3000"],
  ["https://example.org/studio/downloads/pixomax-cli.tgz", "https://example.org/studio"],
  ["https://registry.example.org/pixomax-cli/-/pixomax-cli-0.1.0.tgz", null],
  ["file:../pixomax-cli.tgz", null],
  [undefined, null],
])("installed from %s, the studio is at %s", async (resolved, origin) => {
  expect(await findDownloadOrigin(await install(resolved))).toBe(origin);
});

test("a program that npm did not install came from nowhere", async () => {
  expect(await findDownloadOrigin(path.join(folder, "pixomax.js"))).toBeNull();
  await writeFile(path.join(folder, "pixomax.js"), "");
  expect(await findDownloadOrigin(path.join(folder, "pixomax.js"))).toBeNull();
});

test("without any of them, the studio on this machine is suggested", async () => {
  expect(await suggestStudioUrl({ url: "https://stored.test", key: "k" })).toBe("https://stored.test");
  expect(await suggestStudioUrl(null)).toBe("http://localhost:3000");
});
