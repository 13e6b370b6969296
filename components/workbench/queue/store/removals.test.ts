import { expect, test } from "vitest";
import { ApiProblem } from "@/lib/client/api-problem";
import { makeFile, makePhotoQueue, settle } from "@/lib/testing/photo-queue/fake-photo-queue";
import { createMemoryShelf } from "../shelf/memory-shelf";
import { undoMs } from "./queue-actions";

const openPage = async (shelf = createMemoryShelf()) => {
  const page = makePhotoQueue({ shelf });
  page.store.setUser("usr_a");
  await page.store.open(shelf);
  const { refs } = page.actions.add([makeFile("a.jpg"), makeFile("b.jpg")]);
  return { ...page, a: refs[0] ?? "", names: () => page.store.read().photos.map(({ name }) => name) };
};
const refusal = (code: ApiProblem["code"]) => new ApiProblem({ code, status: 409, detail: "It still runs.", fix: "" });

test("a photo that is deleted is deleted from the studio only once its Undo is gone", async () => {
  const page = await openPage();
  page.actions.deleteJobs([page.a], ["job_1", "job_2"]);
  expect(page.names()).toEqual(["b.jpg"]);
  await page.time.pass(undoMs - 1);
  expect([page.studio.deleted, page.revoked]).toEqual([[], []]);
  await page.time.pass(1);
  expect([page.studio.deleted, page.revoked]).toEqual([["job_1", "job_2"], ["blob:a.jpg"]]);
  expect(page.store.read().deletions).toEqual([]);
});

test("Undo brings it back to its place, and nothing is deleted, however often it is pressed", async () => {
  const page = await openPage();
  const undo = page.actions.deleteJobs([page.a], ["job_1"]);
  undo();
  undo();
  expect(page.names()).toEqual(["a.jpg", "b.jpg"]);
  await page.time.pass(2 * undoMs);
  expect([page.studio.deleted, page.store.read().deletions]).toEqual([[], []]);
  await page.store.settled();
  expect((await page.shelf.load()).photos).toHaveLength(2);
});

test("whoever leaves the page cannot undo any more, so it is deleted then", async () => {
  const page = await openPage();
  const undo = page.actions.deleteJobs([page.a], ["job_1"]);
  page.removals.flush();
  await settle();
  expect(page.studio.deleted).toEqual(["job_1"]);
  undo();
  expect(page.names()).toEqual(["b.jpg"]);
});

test("what a page that crashed had left to delete is deleted by the next one", async () => {
  const crashed = await openPage();
  crashed.actions.deleteJobs([crashed.a], ["job_1"]);
  await crashed.store.settled();
  const next = makePhotoQueue({ shelf: crashed.shelf });
  await next.store.open(crashed.shelf);
  await next.removals.finishOthers();
  expect([next.studio.deleted, next.store.read().deletions]).toEqual([["job_1"], []]);
});

test("a job that still runs is canceled and then deleted", async () => {
  const page = await openPage();
  page.studio.refusals = [refusal("job_not_finished")];
  page.actions.deleteJobs([page.a], ["job_1"]);
  await page.time.pass(undoMs);
  expect([page.studio.canceled, page.studio.deleted]).toEqual([["job_1"], []]);
  await page.time.pass(3_000);
  expect(page.studio.deleted).toEqual(["job_1"]);
});

test("what could not be deleted is shown again, with the reason", async () => {
  const page = await openPage();
  page.studio.refusals = [refusal("internal_error")];
  page.actions.deleteJobs(["job_9"], ["job_9"]);
  expect(page.store.read().hiddenRefs).toEqual(["job_9"]);
  await page.time.pass(undoMs);
  expect(page.store.read().hiddenRefs).toEqual([]);
  expect(page.notices).toMatchObject([{ tone: "error", text: "Not everything was deleted. It still runs." }]);
});
