import { mkdtemp, readdir, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, expect, test } from "vitest";
import { clearDeadSpools, openSpool } from "./spool";

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "spool-"));
});
const left = () => readdir(path.join(dataDir, "spool"));

test("each request has a folder of its own, for the studio's user alone", async () => {
  const [one, other] = [await openSpool(dataDir), await openSpool(dataDir)];
  expect(one.dir).not.toBe(other.dir);
  for (const dir of [one.dir, path.dirname(one.dir)]) expect((await stat(dir)).mode & 0o777).toBe(0o700);
});

test("removing one removes what is in it, twice without an error, and no other's", async () => {
  const [one, other] = [await openSpool(dataDir), await openSpool(dataDir)];
  await writeFile(path.join(one.dir, "photo.jpg"), "photo");
  await one.remove();
  await one.remove();
  expect(await left()).toEqual([path.basename(other.dir)]);
});

test("what killed processes left is removed at the start, and a studio's first start finds nothing to remove", async () => {
  await clearDeadSpools(dataDir);
  const dead = await openSpool(dataDir);
  await writeFile(path.join(dead.dir, "photo.jpg"), "photo");
  await clearDeadSpools(dataDir);
  expect(await left()).toEqual([]);
});
