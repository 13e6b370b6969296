import { expect, it } from "vitest";
import { defaultOrder } from "@/lib/contract/order";
import { noHints, type ScanHints } from "@/lib/contract/photos/scan-hints";
import { createLocalPhoto, type LocalPhoto } from "../queue/local-photo";
import { listOffers, maxParts, namePart } from "./list-offers";

const found = { rotate: 2, crop: { x: 0.1, y: 0.1, width: 0.3, height: 0.4 } };
const make = (name: string, fields: Partial<LocalPhoto> = {}) => ({
  ...createLocalPhoto({
    ref: "a",
    owner: null,
    order: defaultOrder,
    position: 0,
    sample: null,
    file: new File(["x"], name),
  }),
  ...fields,
});
const hinted = (hints: Partial<ScanHints>, fields: Partial<LocalPhoto> = {}) =>
  listOffers(make("scan.tif", { hints: { ...noHints, ...hints }, ...fields }));
const edited = (edits: Partial<LocalPhoto["order"]>) => ({ order: { ...defaultOrder, ...edits } });

it("offers each page of a file as a photo of its own, under a name that is a file's", () => {
  const [offer, ...others] = listOffers(make("album.pdf", { pages: 3 }));
  expect(others).toEqual([]);
  expect(offer).toMatchObject({
    text: "This file has 3 pages.",
    parts: [
      { name: "album, page 1.pdf", edits: { page: 1 } },
      { name: "album, page 2.pdf", edits: { page: 2 } },
      { name: "album, page 3.pdf", edits: { page: 3 } },
    ],
  });
  expect(listOffers(make("film.gif", { pages: 12 }))[0]?.text).toBe("This file has 12 frames.");
  const [book] = listOffers(make("book.pdf", { pages: 400 }));
  expect(book && "parts" in book && book.parts.length).toBe(maxParts);
});

it("offers the photos that were found on a scan, or to crop to the only one", () => {
  expect(hinted({ photos: [found, found] })[0]).toMatchObject({
    text: "There are 2 photos on this scan.",
    parts: [{ name: "scan, photo 1.tif", edits: { page: 1, ...found } }, { name: "scan, photo 2.tif" }],
  });
  expect(hinted({ photos: [found] })[0]).toMatchObject({ action: "Crop to the photo", edits: found });
});

it("offers to turn a photo and to make a negative positive, on top of what was done to it", () => {
  expect(hinted({ negative: true, turn: 90 }, edited({ rotate: 270, crop: found.crop }))).toMatchObject([
    { action: "Make it positive", edits: { invert: true, rotate: 270 } },
    { action: "Turn it upright", edits: { rotate: 0, crop: { x: 0.5, y: 0.1, width: 0.4, height: 0.3 } } },
  ]);
});

it("offers nothing that does not fit: of a part of a scan, of a photo that was sent, or that was dismissed", () => {
  expect(hinted({ photos: [found, found] }, edited({ crop: found.crop }))).toEqual([]);
  expect(hinted({ negative: true }, { phase: "waiting" })).toEqual([]);
  expect(hinted({ negative: true }, { file: null })).toEqual([]);
  expect(hinted({ negative: true, turn: 180 }, { dismissed: ["negative"] }).map(({ kind }) => kind)).toEqual(["turn"]);
  expect(listOffers(make("album.pdf", { pages: 1 }))).toEqual([]);
  expect(listOffers(make("album.pdf", { pages: 3, ...edited({ page: 2 }) }))).toEqual([]);
});

it("names parts of files without an ending too", () => expect(namePart("scan", "page 2")).toBe("scan, page 2"));
