import { expect, test } from "vitest";
import { addOns, defaultOrder, setAddOnMode } from "@/lib/contract/order";
import { makeFile } from "@/lib/testing/photo-queue/fake-photo-queue";
import { createLocalPhoto } from "../local-photo";
import { emptyState } from "../store/queue-state";
import { readSettings } from "../store/shelf-writer";
import { fromStored, storedPhotoSchema, storedSettingsSchema, toStored } from "./photo-shelf";

test("what is stored of a photo and of the queue is read back as it was, with every option", () => {
  const order = addOns.reduce((changed, addOn) => setAddOnMode(changed, addOn, "auto"), defaultOrder);
  const file = makeFile("a.jpg");
  const photo = createLocalPhoto({ ref: "a", owner: "usr_a", order, position: 1.5, sample: "alps", file });
  expect(fromStored(storedPhotoSchema.parse(toStored(photo)), file)).toEqual(photo);
  const settings = readSettings({ ...emptyState, order, choices: { a: "job_1" }, selectedRefs: ["a"] });
  expect(storedSettingsSchema.parse(settings)).toEqual(settings);
});

test("another format than PNG that was chosen before this was stored stays chosen", () => {
  for (const outputFormat of ["png", "tiff"] as const) {
    const { choseFormat: _, ...before } = readSettings({ ...emptyState, order: { ...defaultOrder, outputFormat } });
    expect(storedSettingsSchema.parse(before).choseFormat).toBe(outputFormat === "tiff");
  }
});

test("what has another shape is not taken for a photo", () => {
  for (const value of [undefined, null, "photo", { ref: "a" }, { ...toStored, phase: "lost" }])
    expect(storedPhotoSchema.safeParse(value).success).toBe(false);
});
