import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { expect, test } from "vitest";
import { inspectImage } from "./inspect-image";

test("photos that take long to decode hold up the other photos of their own account, not another's", async () => {
  const dir = await mkdtemp(path.join(tmpdir(), "fair-decode-"));
  const [slow, quick] = [path.join(dir, "slow.png"), path.join(dir, "quick.png")];
  const gray = (side: number) => sharp({ create: { width: side, height: side, channels: 3, background: "#777" } });
  await gray(3000).png({ progressive: true, compressionLevel: 1 }).toFile(slow);
  await gray(9).png().toFile(quick);

  const order: string[] = [];
  const inspect = (file: string, account: string) =>
    inspectImage(file, "png", { holder: { account, isTest: false } }).then(() => order.push(account));
  const all = [...Array.from({ length: 10 }, () => inspect(slow, "greedy")), inspect(quick, "other")];
  await Promise.all(all);
  // Two are being decoded when it comes, and two more may end in the meantime.
  expect(order.indexOf("other")).toBeLessThanOrEqual(4);
  await rm(dir, { recursive: true });
});
