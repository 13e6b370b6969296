import { expect, test } from "vitest";
import { defaultOrder } from "@/lib/contract/order";
import { makeFile, makeJobAnswer } from "@/lib/testing/photo-queue/fake-photo-queue";
import { loadJobs, selectShown } from "./load-jobs";
import { createLocalPhoto } from "./local-photo";

const photo = (ref: string, attempt: number) => ({
  ...createLocalPhoto({ ref, owner: null, order: defaultOrder, position: 0, sample: null, file: makeFile(ref) }),
  attempt,
});
const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 12, minute)).toISOString();
const job = (jobId: string, minute: number, clientRef: string | null = null) =>
  makeJobAnswer({ jobId, clientRef, createdAt: at(minute) });

/** A studio whose newest two jobs are listed. */
function makeStudio(jobs: ReturnType<typeof job>[]) {
  const asked: string[][] = [];
  return {
    asked,
    listNewest: async () => jobs.slice(0, 2),
    findByRefs: async (refs: string[]) => {
      asked.push(refs);
      return jobs.filter(({ clientRef }) => refs.includes(clientRef ?? ""));
    },
    findJob: async (jobId: string) => jobs.find((known) => known.jobId === jobId) ?? null,
  };
}
const ids = (jobs: { jobId: string }[]) => jobs.map(({ jobId }) => jobId);

test("every attempt at this browser's photos is found, however many jobs came since, and the named job too", async () => {
  const studio = makeStudio([job("j9", 9), job("j8", 8), job("j3", 3, "a.2"), job("j2", 2, "a.1"), job("api", 1)]);
  const found = await loadJobs({ known: null, photos: [photo("a", 2), photo("b", 0)], namedJobId: "api" }, studio);
  expect(ids(found)).toEqual(["j9", "j8", "j3", "j2", "api"]);
  expect(studio.asked).toEqual([["a.2", "a.1"]]);
});

test("a poll asks for the newest alone, and drops of those what was deleted", async () => {
  const studio = makeStudio([job("j9", 9), job("j7", 7)]);
  const known = [job("j8", 8, "b.1"), job("j7", 7), job("j3", 3, "a.1")];
  expect(ids(await loadJobs({ known, photos: [photo("a", 1)], namedJobId: null }, studio))).toEqual(["j9", "j7", "j3"]);
  expect(studio.asked).toEqual([]);
});

test("what was cleared or removed is not shown, unless it is on the list again or the address names it", () => {
  const jobs = [job("j9", 9, "c.1"), job("j8", 8), job("j3", 3), job("j2", 2, "a.1"), job("j1", 1)];
  const state = { clearedAt: at(5), hiddenRefs: ["c", "j8"], photos: [photo("a", 1)] };
  expect(ids(selectShown(jobs, state, "j1"))).toEqual(["j2", "j1"]);
  expect(ids(selectShown(jobs, { ...state, hiddenRefs: [] }, null))).toEqual(["j9", "j8", "j2"]);
  expect(selectShown(jobs, { ...state, hiddenRefs: [], clearedAt: null }, null)).toHaveLength(5);
});
