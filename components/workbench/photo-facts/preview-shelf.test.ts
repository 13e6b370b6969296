import { beforeEach, expect, it, vi } from "vitest";
import { ApiProblem } from "@/lib/client/api-problem";
import { createPreviewShelf } from "./preview-shelf";

const tiff = { file: new File(["x"], "a.tif"), localUrl: "blob:a" };
const problem = (code: "image_corrupt" | "sign_in_required") =>
  new ApiProblem({ code, status: 400, detail: "no", fix: "none" });
let revoked: string[];
let answers: (() => Promise<Blob>)[];
let changes: number;
let shown: boolean;

beforeEach(() => {
  [revoked, answers, changes, shown] = [[], [], 0, false];
});

const openShelf = () =>
  createPreviewShelf({
    isShown: async () => shown,
    loadPreview: () => (answers.shift() ?? (async () => new Blob(["jpeg"])))(),
    createUrl: () => "blob:preview",
    revokeUrl: (url) => revoked.push(url),
    onChange: () => (changes += 1),
  });

it("shows the studio's copy where the browser cannot show the file, and frees it with the file", async () => {
  const shelf = openShelf();
  shelf.hold([tiff], true);
  expect(shelf.read(tiff.file)).toMatchObject({ url: null, note: "Making a preview" });
  await vi.waitFor(() => expect(shelf.read(tiff.file)).toMatchObject({ url: "blob:preview", note: null }));
  expect(changes).toBe(1);
  shelf.hold([tiff], true);
  expect(revoked).toEqual([]);
  shelf.hold([], true);
  expect(revoked).toEqual(["blob:preview"]);
});

it("asks the studio for nothing where the browser shows the file itself", async () => {
  shown = true;
  answers = [() => Promise.reject(problem("image_corrupt"))];
  const shelf = openShelf();
  shelf.hold([tiff], true);
  await vi.waitFor(() => expect(shelf.read(tiff.file)).toMatchObject({ url: "blob:a", note: null }));
});

it("tells a guest that it comes after sign-in, and brings it then", async () => {
  const shelf = openShelf();
  shelf.hold([tiff], false);
  await vi.waitFor(() => expect(shelf.read(tiff.file)).toMatchObject({ url: null, note: "Preview after sign-in" }));
  shelf.hold([tiff], true);
  await vi.waitFor(() => expect(shelf.read(tiff.file)).toMatchObject({ url: "blob:preview" }));
});

it("says so when there is none, and asks only once", async () => {
  answers = [() => Promise.reject(problem("image_corrupt"))];
  const shelf = openShelf();
  shelf.hold([tiff], true);
  await vi.waitFor(() => expect(shelf.read(tiff.file)).toMatchObject({ url: null, note: "No preview of this photo" }));
  shelf.hold([tiff], true);
  await new Promise(setImmediate);
  expect(shelf.read(tiff.file)).toMatchObject({ url: null, note: "No preview of this photo" });
});

it("keeps nothing of a file that was removed while its preview was made", async () => {
  let give = (_: Blob) => {};
  answers = [() => new Promise((resolve) => (give = resolve))];
  const shelf = openShelf();
  shelf.hold([tiff], true);
  await new Promise(setImmediate);
  shelf.hold([], true);
  give(new Blob(["jpeg"]));
  await new Promise(setImmediate);
  expect(changes).toBe(0);
});
