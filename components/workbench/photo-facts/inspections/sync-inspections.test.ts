import { beforeEach, expect, it } from "vitest";
import { defaultOrder } from "@/lib/contract/order";
import { unknownFacts } from "@/lib/contract/photos/photo-facts";
import { createLocalPhoto } from "../../queue/local-photo";
import { applyChange, emptyState, type QueueChange, type QueueState } from "../../queue/store/queue-state";
import { syncInspections } from "./sync-inspections";

let state: QueueState;
let requested: Set<string>;
let heard: string[];
const queue = {
  add: (items: { ref: string }[]) => heard.push(...items.map(({ ref }) => `+${ref}`)),
  remove: (ref: string) => heard.push(`-${ref}`),
};
const make = (ref: string) => {
  const file = new File(["x"], `${ref}.jpg`);
  return createLocalPhoto({ ref, file, owner: null, order: defaultOrder, position: 0, sample: null });
};
/** What reaches the queue after these changes. */
const after = (...changes: QueueChange[]) => {
  heard = [];
  state = changes.reduce(applyChange, state);
  syncInspections(queue, requested, state.photos);
  return heard;
};

beforeEach(() => {
  state = emptyState;
  requested = new Set();
});

it("each photo is inspected once, in the order they came", () => {
  expect(after({ type: "add", photos: [make("a"), make("b")] })).toEqual(["+a", "+b"]);
  expect(after({ type: "add", photos: [make("c")] })).toEqual(["+c"]);
  after({ type: "change", refs: ["a"], fields: { facts: unknownFacts } });
  expect(after()).toEqual([]);
});

it("an inspection that failed is not tried again", () => {
  after({ type: "add", photos: [make("a")] });
  expect(after()).toEqual([]);
});

it("a photo that was sent or removed before its turn is not inspected", () => {
  after({ type: "add", photos: [make("a"), make("b")] });
  expect(after({ type: "change", refs: ["a"], fields: { phase: "waiting" } })).toEqual(["-a"]);
  expect(after({ type: "remove", refs: ["b"] })).toEqual(["-b"]);
  expect(after({ type: "change", refs: ["a"], fields: { phase: "ready" } })).toEqual(["+a"]);
});
