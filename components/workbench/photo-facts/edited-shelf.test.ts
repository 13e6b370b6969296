import { beforeEach, expect, it, vi } from "vitest";
import { type Edits, plainEdits } from "@/lib/contract/photos/edits";
import { createEditedShelf } from "./edited-shelf";

const file = new File(["x"], "a.jpg");
const turned = (rotate: number) => ({ ref: "a", file, edits: { ...plainEdits, rotate } });
let made: number[];
let revoked: string[];
let hold: Promise<void>;
beforeEach(() => {
  [made, revoked, hold] = [[], [], Promise.resolve()];
});

const openShelf = () => {
  const onChange = vi.fn();
  const shelf = createEditedShelf({
    makePicture: async (_: File, { rotate }: Edits) => {
      made.push(rotate);
      await hold;
      return new Blob([String(rotate)]);
    },
    createUrl: () => `blob:${made.at(-1)}`,
    revokeUrl: (url) => revoked.push(url),
    onChange,
  });
  return { shelf, onChange };
};

it("makes a picture of each edit once, and shows the earlier one until then", async () => {
  const { shelf, onChange } = openShelf();
  shelf.hold([turned(90)]);
  shelf.hold([turned(90)]);
  await vi.waitFor(() => expect(shelf.read("a")).toBe("blob:90"));
  let go = () => {};
  hold = new Promise((resolve) => {
    go = resolve;
  });
  shelf.hold([turned(180)]);
  await vi.waitFor(() => expect(made).toEqual([90, 180]));
  expect(shelf.read("a")).toBe("blob:90");
  go();
  await vi.waitFor(() => expect(shelf.read("a")).toBe("blob:180"));
  expect(revoked).toEqual(["blob:90"]);
  expect(onChange).toHaveBeenCalledTimes(2);
});

it("skips edits that are outdated before their turn, and frees what is no longer held", async () => {
  const { shelf } = openShelf();
  for (const rotate of [1, 2, 3]) shelf.hold([turned(rotate)]);
  await vi.waitFor(() => expect(shelf.read("a")).toBe("blob:3"));
  expect(made).toEqual([3]);
  shelf.hold([]);
  expect([shelf.read("a"), revoked]).toEqual([null, ["blob:3"]]);
});
