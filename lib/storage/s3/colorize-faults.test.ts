import { beforeAll, expect, it } from "vitest";
import { colorizePhoto } from "../../colorize/colorize-photo";
import { sweepExpiredFiles } from "../../colorize/sweep/sweep-expired";
import { readBalance } from "../../credits/read-balance";
import { findJob } from "../../jobs/find-jobs";
import { ColorizeFlow, outcomeOf } from "../../testing/colorize-flow";
import { createFakeProvider } from "../../testing/fake-provider";
import { impatient, setUpS3 } from "../../testing/s3/set-up-s3";
import { setUp, setUpDatabase } from "../../testing/set-up";
import type { Storage } from "../storage";

const test = setUpDatabase();
const flow = setUp(test, new ColorizeFlow());
const s3 = setUpS3();
let storage: Storage;
beforeAll(() => {
  // The server fails at times where it deletes several objects of a folder, and works when it is asked again.
  storage = s3.open({ attempts: 2 });
});

const depsOn = (used: Storage) => flow.depsWith(createFakeProvider().provider, { storage: used });
const colorize = async (used = storage) => colorizePhoto(depsOn(used), await flow.requestOf());

it("a photo is colorized and kept in a bucket as on a disk", async () => {
  const { jobId, outputLink } = await colorize();
  expect(outputLink).toContain(`/files/${jobId}/out.png?`);
  expect((await storage.list(jobId)).map(({ key }) => key)).toEqual([`${jobId}/in.jpg`, `${jobId}/out.png`]);
});

it("a paid output is in the storage before its credits are captured", async () => {
  const seen: object[] = [];
  const look = async (jobId: string) => {
    const { held } = await readBalance(test.db, flow.userId);
    seen.push({ held, status: (await findJob(test.db, flow.userId, jobId))?.status });
  };
  const put: Storage["put"] = async (key, file, options) => {
    if (!key.endsWith("out.png")) return storage.put(key, file, options);
    await storage.put(key, file, options);
    expect(await storage.stat(key)).not.toBeNull();
    await look(key.split("/")[0] ?? "");
  };
  const { chargedCredits } = await colorize({ ...storage, put });
  expect(seen).toEqual([{ held: chargedCredits, status: "running" }]);
  expect(await readBalance(test.db, flow.userId)).toMatchObject({ available: 3 - chargedCredits, held: 0 });
});

it.each([
  ["the photo", "in.jpg", "silent"],
  ["the output", "out.png", "busy"],
  ["the output", "out.png", "damaged"],
] as const)(
  "where %s cannot be stored (%s, %s) nothing is charged and the hold is released",
  async (_, name, fault) => {
    s3.faulty.choose = ({ method, url }) => (method === "PUT" && url.includes(name) ? fault : null);
    expect(await outcomeOf(colorize(s3.open({ limits: impatient })))).toBe("storage_unavailable");
    expect(await readBalance(test.db, flow.userId)).toMatchObject({ available: 3, held: 0 });
    const [job] = await test.db.job.findMany({ where: { userId: flow.userId } });
    expect(job).toMatchObject({
      status: "failed",
      errorCode: "storage_unavailable",
      chargedCredits: 0,
      outputKey: null,
    });
  },
);

it("no row says that files are deleted which the storage has not deleted; the next sweep tries again", async () => {
  const { jobId } = await colorize();
  flow.passSeconds(2 * 3600);
  s3.faulty.choose = ({ method }) => (method === "POST" ? "forbidden" : null);
  expect(await sweepExpiredFiles(depsOn(storage))).toBe(0);
  expect(await findJob(test.db, flow.userId, jobId)).toMatchObject({ filesDeletedAt: null });
  s3.faulty.choose = () => null;
  expect(await sweepExpiredFiles(depsOn(storage))).toBe(1);
  expect(await findJob(test.db, flow.userId, jobId)).toMatchObject({ filesDeletedAt: flow.now(), outputKey: null });
  expect(await storage.list(jobId)).toEqual([]);
});
