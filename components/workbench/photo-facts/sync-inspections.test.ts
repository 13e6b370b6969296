import { beforeEach, expect, it } from "vitest";
import { defaultOrder } from "@/lib/contract/order";
import { unknownFacts } from "@/lib/contract/photo-facts";
import { changeLocalPhotos, createLocalPhoto, type LocalAction, type LocalPhoto } from "../queue/local-photo";
import { syncInspections } from "./sync-inspections";

let photos: LocalPhoto[];
let requested: Set<string>;
let heard: string[];
const queue = {
  add: (items: { ref: string }[]) => heard.push(...items.map(({ ref }) => `+${ref}`)),
  remove: (ref: string) => heard.push(`-${ref}`),
};
const make = (ref: string) => createLocalPhoto(ref, new File(["x"], `${ref}.jpg`), `blob:${ref}`);
/** What reaches the queue after these changes. */
const after = (...actions: LocalAction[]) => {
  heard = [];
  photos = actions.reduce(changeLocalPhotos, photos);
  syncInspections(queue, requested, photos);
  return heard;
};

beforeEach(() => {
  photos = [];
  requested = new Set();
});

it("each photo is inspected once, in the order they came", () => {
  expect(after({ type: "add", photos: [make("a"), make("b")] })).toEqual(["+a", "+b"]);
  expect(after({ type: "add", photos: [make("c")] })).toEqual(["+c"]);
  after({ type: "see", ref: "a", facts: unknownFacts });
  expect(after()).toEqual([]);
});

it("an inspection that failed is not tried again", () => {
  after({ type: "add", photos: [make("a")] });
  expect(after()).toEqual([]);
});

it("a photo that was sent or removed before its turn is not inspected", () => {
  after({ type: "add", photos: [make("a"), make("b")] });
  expect(after({ type: "wait", refs: ["a"], order: defaultOrder })).toEqual(["-a"]);
  expect(after({ type: "remove", ref: "b" })).toEqual(["-b"]);
  expect(after({ type: "rest", refs: ["a"] })).toEqual(["+a"]);
});
