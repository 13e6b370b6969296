import { beforeEach, expect, test } from "vitest";
import { createUserWithCredits } from "../../prisma/factories/create-user-with-credits";
import { openJob } from "../../prisma/factories/open-job";
import { settleAsFailed, settleAsSucceeded } from "../../prisma/factories/settle-job";
import { type CreateShareRequest, createShareSchema } from "../contract/photos/shares";
import type { Job } from "../generated/prisma/client";
import { outcomeOf } from "../testing/colorize-flow";
import { setUpDatabase } from "../testing/set-up";
import { changeShare, revokeShare } from "./change-share";
import { createShare } from "./create-share";
import { deleteOldShares, deleteSharesOf } from "./delete-shares";
import { listShares, openShare } from "./find-shares";
import { readToken, tokenOf } from "./share-token";

const database = setUpDatabase();
const secret = "s".repeat(32);
const dayMs = 24 * 3_600_000;
const start = new Date("2027-03-01T12:00:00Z");
const after = (days: number) => new Date(start.getTime() + days * dayMs);
let userId: string;
let job: Job;

/** A job that has succeeded and whose files live for `days`. */
async function succeed(days: number): Promise<Job> {
  const id = await openJob(database.db, userId, { createdAt: start, expiresAt: after(days) });
  await settleAsSucceeded(database.db, id, 1, start);
  return database.db.job.findUniqueOrThrow({ where: { id } });
}

beforeEach(async () => {
  userId = (await createUserWithCredits(database.db, 10)).id;
  job = await succeed(14);
});

const share = (of = job, fields: Partial<CreateShareRequest> = {}, now = start) =>
  createShare(database.db, of, { ...createShareSchema.parse({}), ...fields }, now);
const open = (token: string, now = start, by = secret) => openShare(database.db, token, { secret: by, now });

test("a link opens its own share and no other: neither a changed one, nor one of another secret", async () => {
  const { id } = await share();
  const token = tokenOf(id, secret);
  expect(token).toHaveLength(44);
  expect((await open(token)).id).toBe(id);
  expect(readToken(token, "t".repeat(32))).toBeNull();
  const last = token.endsWith("A") ? "B" : "A";
  for (const forged of [`${token.slice(0, -1)}${last}`, token.slice(1), `${token}A`, "", id]) {
    expect(await outcomeOf(open(forged))).toBe("link_invalid");
  }
  // Whoever reads the database has no link: what it holds is not enough to make one.
  expect(JSON.stringify(await database.db.share.findMany())).not.toContain(token.slice(22));
});

test("a share never outlives the job's files, not even when it is made longer", async () => {
  const [long, short] = [await succeed(14), await succeed(3)];
  expect((await share(long, { days: 7 })).expiresAt).toEqual(after(7));
  const clipped = await share(short, { days: 30 });
  expect(clipped.expiresAt).toEqual(after(3));
  const changed = await changeShare(database.db, { userId, id: clipped.id, now: after(1) }, { days: 7 });
  expect(changed.expiresAt).toEqual(after(3));
});

test("a share of a photo that its owner keeps may outlive the retention, and ends with the photo", async () => {
  const kept = await database.db.job.update({ where: { id: (await succeed(3)).id }, data: { keptAt: start } });
  const { id, expiresAt } = await share(kept, { days: 30 });
  expect(expiresAt).toEqual(after(30));
  expect((await open(tokenOf(id, secret), after(20))).id).toBe(id);
  await database.db.job.update({ where: { id: kept.id }, data: { keptAt: null } });
  expect(await outcomeOf(open(tokenOf(id, secret), after(20)))).toBe("not_found");
});

test("an expired and a withdrawn link say which they are, and cannot be brought back", async () => {
  const [expired, revoked] = [await share(job, { days: 1 }), await share(job, { days: 7 })];
  await revokeShare(database.db, { userId, id: revoked.id, now: start });
  await revokeShare(database.db, { userId, id: revoked.id, now: after(1) });
  expect(await outcomeOf(open(tokenOf(expired.id, secret), after(1)))).toBe("link_expired");
  expect(await outcomeOf(open(tokenOf(revoked.id, secret), after(1)))).toBe("link_revoked");
  for (const [id, code] of [
    [expired.id, "link_expired"],
    [revoked.id, "link_revoked"],
  ] as const) {
    expect(await outcomeOf(changeShare(database.db, { userId, id, now: after(1) }, { days: 30 }))).toBe(code);
  }
  expect(await listShares(database.db, job.id, after(1))).toEqual([]);
});

test("the caption is changed without the end, and the end without the caption", async () => {
  const { id } = await share(job, { days: 1, caption: "Before" });
  const named = { userId, id, now: start };
  expect(await changeShare(database.db, named, { caption: "After" })).toMatchObject({
    caption: "After",
    expiresAt: after(1),
  });
  expect(await changeShare(database.db, named, { days: 7 })).toMatchObject({ caption: "After", expiresAt: after(7) });
});

test("a photo has at most 20 links that work; of thirty made at once, and a withdrawn one makes room", async () => {
  const made = await Promise.allSettled(Array.from({ length: 30 }, () => share()));
  expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(20);
  expect(await outcomeOf(share())).toBe("share_limit");
  const [first] = await listShares(database.db, job.id, start);
  await revokeShare(database.db, { userId, id: first?.id ?? "", now: start });
  expect(await outcomeOf(share())).toBe("ok");
});

test("only an output that is there can be shared", async () => {
  const failed = await openJob(database.db, userId, { createdAt: start, expiresAt: after(7) });
  const running = await database.db.job.findUniqueOrThrow({ where: { id: failed } });
  expect(await outcomeOf(share(running))).toBe("job_not_finished");
  await settleAsFailed(database.db, failed);
  expect(await outcomeOf(share(await database.db.job.findUniqueOrThrow({ where: { id: failed } })))).toBe("not_found");
  expect(await outcomeOf(share(job, {}, after(14)))).toBe("job_deleted");
  expect(await outcomeOf(share({ ...job, outputKey: null }))).toBe("job_deleted");
});

test("nobody changes or withdraws another account's share", async () => {
  const { id } = await share();
  const stranger = { userId: (await createUserWithCredits(database.db, 0)).id, id, now: start };
  expect(await outcomeOf(changeShare(database.db, stranger, { caption: "Mine" }))).toBe("not_found");
  expect(await outcomeOf(revokeShare(database.db, stranger))).toBe("not_found");
  expect((await open(tokenOf(id, secret))).caption).toBe("");
});

test("captions go with the job, and 90 days after a link has ended", async () => {
  const [kept, other] = [await share(), await share(await succeed(14))];
  await deleteSharesOf(database.db, other.jobId);
  expect(await outcomeOf(open(tokenOf(other.id, secret)))).toBe("not_found");
  expect(await deleteOldShares(database.db, after(96))).toBe(0);
  expect(await outcomeOf(open(tokenOf(kept.id, secret), after(96)))).toBe("link_expired");
  expect(await deleteOldShares(database.db, after(97))).toBe(1);
});
