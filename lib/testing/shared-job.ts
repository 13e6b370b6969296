import { writeFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { createUserWithCredits } from "../../prisma/factories/create-user-with-credits";
import { openJob } from "../../prisma/factories/open-job";
import { settleAsSucceeded } from "../../prisma/factories/settle-job";
import type { Db } from "../db/client";
import type { Job } from "../generated/prisma/client";
import type { Storage } from "../storage/storage";

type Place = { db: Db; storage: Storage; folder: string };

/** Somebody's job that has succeeded, with a gray photo of 400 × 300 and a red output in the storage. */
export async function createColoredJob({ db, storage, folder }: Place, userId?: string): Promise<Job> {
  const owner = userId ?? (await createUserWithCredits(db, 5)).id;
  const day = 24 * 3_600_000;
  const id = await openJob(db, owner, { expiresAt: new Date(Date.now() + 10 * day) });
  await settleAsSucceeded(db, id);
  const put = async (name: string, background: string) => {
    const file = path.join(folder, `${id}-${name}`);
    const image = sharp({ create: { width: 400, height: 300, channels: 3, background } });
    await writeFile(file, await image.toFormat(name.endsWith("png") ? "png" : "jpeg").toBuffer());
    await storage.put(`${id}/${name}`, file, { contentType: "image/png", durable: false });
    return `${id}/${name}`;
  };
  const files = { inputKey: await put("in.jpg", "#808080"), outputKey: await put("out.png", "#c02020") };
  return db.job.update({ where: { id }, data: files });
}
