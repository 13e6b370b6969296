import { beforeEach, describe, expect, test } from "vitest";
import { createUserWithCredits } from "../../../prisma/factories/create-user-with-credits";
import { openJob } from "../../../prisma/factories/open-job";
import { settleAsFailed, settleAsSucceeded } from "../../../prisma/factories/settle-job";
import { type JobSort, jobSorts, searchJobsSchema } from "../../contract/job-search";
import { setUpDatabase } from "../../testing/set-up";
import type { NewJob } from "../create-job";
import { markFilesDeleted, removeJob } from "../job-files";
import { recordRefusedAttempt } from "../refused-attempts";
import { type ListQuery, listAttemptRows, listJobRows, listPhotoRows } from "./list-rows";

const fresh = setUpDatabase();
let userId: string;
beforeEach(async () => {
  userId = (await createUserWithCredits(fresh.db, 100)).id;
});

const at = (second: number) => new Date(Date.parse("2026-01-01T12:00:00Z") + second * 1000);
let nth = 0;
/** A job for a photo of its own. */
const open = (fields: Partial<NewJob> = {}, owner = userId) => {
  nth += 1;
  return openJob(fresh.db, owner, { inputSha256: String(nth).padStart(64, "0"), ...fields });
};
const named = (inputName: string | null, second = 0) => open({ inputName, createdAt: at(second) });
const refuse = (inputName: string | null, second = 0) =>
  recordRefusedAttempt(
    fresh.db,
    {
      ...{ userId, apiKeyId: null, source: "workbench", isTest: false, requestId: "req_1", inputName },
      ...{ errorCode: "image_corrupt", errorDetail: "It is torn." },
    },
    at(second),
  );
const query = (extra: Partial<ListQuery> = {}): ListQuery => ({ userId, sort: "newest", limit: 50, ...extra });
const namesOf = async (extra: Partial<ListQuery>) =>
  (await listJobRows(fresh.db, query(extra))).rows.map(({ inputName }) => inputName);

describe("a search by name", () => {
  test.each([
    ["EVA", ["Éva.JPG", "eva 2.png"]],
    ["éVa", ["Éva.JPG", "eva 2.png"]],
    ["50%", ["50%_off.jpg"]],
    ["_", ["50%_off.jpg"]],
    ["\\", ["back\\slash.jpg"]],
    ["ДЕД", ["Дедушка.tif"]],
    ["سارة", ["سارة ١٩٤٣.jpg"]],
    ["👵", ["👵🏽 grandma.jpg"]],
    ["%", ["50%_off.jpg"]],
    ["nobody", []],
  ])("for %s finds %j, whatever case and accents, and takes no character for a pattern", async (search, found) => {
    const all = [
      "Éva.JPG",
      "eva 2.png",
      "50%_off.jpg",
      "back\\slash.jpg",
      "Дедушка.tif",
      "سارة ١٩٤٣.jpg",
      "👵🏽 grandma.jpg",
    ];
    for (const name of [...all, null]) await named(name);
    expect((await namesOf({ search, sort: "name" })).toSorted()).toEqual(found.toSorted());
  });

  test("of nothing but blanks or accents lists everything", async () => {
    await named(null);
    expect(await namesOf({ search: "" })).toEqual([null]);
    expect(await namesOf({ search: "\u0301" })).toEqual([null]);
  });
});

describe.each(jobSorts)("sorted by %s", (sort: JobSort) => {
  test("pages show every attempt once, in one order, also among equals and while others come and go", async () => {
    const expected = new Set<string | null>();
    for (const name of ["b", "B", "a", null, null, "z", "é"]) {
      await named(name, 1);
      await refuse(name, 1);
      await named(name, 2);
      expected.add(name);
    }
    const whole = (await listAttemptRows(fresh.db, query({ sort }))).rows.map(
      ({ job, refused }) => (job ?? refused).id,
    );
    expect(whole).toHaveLength(21);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listAttemptRows(fresh.db, query({ sort, limit: 4, cursor }));
      seen.push(...page.rows.map(({ job, refused }) => (job ?? refused).id));
      cursor = page.nextCursor ?? undefined;
      // Before the page that follows: neither may shift it.
      await named("0 first of all names", sort === "oldest" ? -9 : 9);
      const gone = seen.at(-1) ?? "";
      await fresh.db.job.updateMany({ where: { id: gone }, data: { removedAt: at(0) } });
    } while (cursor);
    expect(seen).toEqual(whole);
  });

  test("a cursor of something else is refused", async () => {
    const other = Buffer.from(JSON.stringify(sort === "name" ? [7, "job_1"] : ["a", "job_1"])).toString("base64url");
    for (const cursor of ["x", "bm90IGpzb24", other]) {
      const list = listJobRows(fresh.db, query({ sort, cursor }));
      await expect(list).rejects.toMatchObject({ code: "invalid_request", param: "cursor" });
    }
  });
});

test("names sort by letters without case and accents, and photos without a name come last", async () => {
  for (const name of ["Zoo", null, "étude", "apple", "Early"]) await named(name);
  expect(await namesOf({ sort: "name" })).toEqual(["apple", "Early", "étude", "Zoo", null]);
});

test.each(["\ufdfa", "\u{1f475}", "é"])(
  "a name of 200 times %s leads to the next page as any other does",
  async (letter) => {
    await named(letter.repeat(200));
    await named(letter.repeat(200), 1);
    const { nextCursor } = await listJobRows(fresh.db, query({ sort: "name", limit: 1 }));
    const { cursor } = searchJobsSchema.parse({ sort: "name", cursor: nextCursor });
    expect(await namesOf({ sort: "name", limit: 1, cursor })).toEqual([letter.repeat(200)]);
  },
);

test("lists filter by source, state, model and time, and only ever show the account's own", async () => {
  const api = await open({ source: "api", createdAt: at(1), model: "large", priceCredits: 2 });
  const done = await open({ createdAt: at(2) });
  await settleAsSucceeded(fresh.db, done);
  await open({}, (await createUserWithCredits(fresh.db, 9)).id);
  await refuse("torn.jpg", 3);
  const attempts = async (extra: Partial<ListQuery>) =>
    (await listAttemptRows(fresh.db, query(extra))).rows.map(({ job, refused }) => job?.id ?? refused?.inputName);
  expect(await attempts({})).toEqual(["torn.jpg", done, api]);
  expect(await attempts({ source: "api" })).toEqual([api]);
  expect(await attempts({ status: "succeeded" })).toEqual([done]);
  expect(await attempts({ status: "refused" })).toEqual(["torn.jpg"]);
  expect(await attempts({ model: "large" })).toEqual([api]);
  expect(await attempts({ createdAfter: at(2) })).toEqual(["torn.jpg", done]);
  expect(await attempts({ createdBefore: at(2) })).toEqual([api]);
  expect((await listPhotoRows(fresh.db, query({ status: "refused" }))).rows).toEqual([]);
});

describe("the photos", () => {
  const sameInput = { inputSha256: "f".repeat(64) };
  const shown = async (extra: Partial<ListQuery> = {}) =>
    (await listPhotoRows(fresh.db, query(extra))).rows.map(({ job, versions }) => [job.id, versions]);

  test("are each listed once, by the newest job whose output is there, with all its versions", async () => {
    const other = await open({ createdAt: at(0) });
    const first = await open({ ...sameInput, createdAt: at(1) });
    const second = await open({ ...sameInput, createdAt: at(2) });
    const failed = await open({ ...sameInput, createdAt: at(3) });
    expect(await shown()).toEqual([
      [failed, [failed, second, first]],
      [other, [other]],
    ]);
    await settleAsFailed(fresh.db, failed);
    for (const id of [first, second]) await settleAsSucceeded(fresh.db, id);
    expect(await shown()).toEqual([
      [second, [failed, second, first]],
      [other, [other]],
    ]);
    await markFilesDeleted(fresh.db, second, at(9));
    expect((await shown())[0]?.[0]).toBe(first);
    await removeJob(fresh.db, userId, first, at(9));
    expect((await shown())[0]).toEqual([failed, [failed, second]]);
  });

  test("are another page, turn or part of the same file each", async () => {
    const crop = { x: 0.1, y: 0, width: 0.5, height: 1 };
    const first = await open({ ...sameInput, createdAt: at(1) });
    const page = await open({ ...sameInput, page: 2, createdAt: at(2) });
    const parts = [
      await open({ ...sameInput, crop, createdAt: at(3) }),
      await open({ ...sameInput, crop, createdAt: at(4) }),
    ];
    const turned = await open({ ...sameInput, rotate: 90, createdAt: at(5) });
    expect(await shown()).toEqual([
      [turned, [turned]],
      [parts[1], [parts[1], parts[0]]],
      [page, [page]],
      [first, [first]],
    ]);
  });

  test("of two accounts stay apart, also where both sent the same file", async () => {
    const mine = await open({ ...sameInput, createdAt: at(1) });
    await open({ ...sameInput, createdAt: at(2) }, (await createUserWithCredits(fresh.db, 9)).id);
    expect(await shown()).toEqual([[mine, [mine]]]);
  });

  test("are looked for among the jobs that match, not among those that would be shown", async () => {
    const large = await open({ ...sameInput, createdAt: at(1), model: "large", priceCredits: 2 });
    const tiny = await open({ ...sameInput, createdAt: at(2) });
    expect(await shown({ model: "large" })).toEqual([[large, [tiny, large]]]);
  });

  test("are paged without repeating one", async () => {
    for (const second of [1, 2, 3, 4, 5]) {
      const inputSha256 = String(second).repeat(64);
      await open({ inputSha256, createdAt: at(second) });
      await open({ inputSha256, createdAt: at(second + 10) });
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listPhotoRows(fresh.db, query({ limit: 2, cursor }));
      seen.push(...page.rows.map(({ job }) => job.inputSha256[0] ?? ""));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(["5", "4", "3", "2", "1"]);
  });
});
