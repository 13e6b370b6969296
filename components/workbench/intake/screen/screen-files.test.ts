import { describe, expect, it } from "vitest";
import { maxImageBytes } from "@/lib/contract/limits";
import { listPhotoFormats } from "@/lib/contract/photos/photo-formats";
import { describeRefused } from "./describe-refused";
import { type RefusedProblem, screenFiles } from "./screen-files";

const jpeg = "\xff\xd8\xff\xe0";
const latin = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const file = (name: string, head: string, size = 100) =>
  new File([latin(head), new Uint8Array(Math.max(0, size - head.length))], name);
const decode = async (photo: File) => {
  if (photo.name.includes("torn")) throw new Error("cannot be decoded");
};
const screen = (files: File[], now = () => 0) => screenFiles(files, { decode, now });

describe("files that come in", () => {
  it("are photos or have a sentence each, at once and in order", async () => {
    const { photos, refused } = await screen([
      file("a.jpg", jpeg),
      file("letter.jpg", "%!PS-Adobe-3.0"),
      file("b.tif", "II*\0\x08\0\0\0"),
      file("notes.txt", "hello"),
      new File([], "none.jpg"),
      file("big.jpg", jpeg, maxImageBytes + 1),
      file("torn.jpg", jpeg),
      file("noise.jpg", "xyz"),
    ]);
    expect(photos.map(({ name }) => name)).toEqual(["a.jpg", "b.tif"]);
    expect(refused.map(({ sentence }) => sentence)).toEqual([
      "letter.jpg is a PostScript file (EPS), not a photo the studio can read. Export it as TIFF, PNG or JPEG.",
      `notes.txt is not a photo. Add ${listPhotoFormats("or")}.`,
      expect.stringContaining("none.jpg is empty."),
      expect.stringContaining("big.jpg is too large: 26.2 MB. A photo may have 25 MB."),
      expect.stringContaining("torn.jpg is damaged"),
      expect.stringContaining("noise.jpg is damaged"),
    ]);
  });

  it("are photos under a wrong ending too, and then have the type of their bytes", async () => {
    const { photos } = await screen([file("scan", jpeg), file("photo.txt", "\x89PNG\r\n\x1a\n")]);
    expect(photos.map(({ name, type }) => [name, type])).toEqual([
      ["scan", "image/jpeg"],
      ["photo.txt", "image/png"],
    ]);
  });

  it("are not decoded any more once that has taken long: the server finds what is damaged", async () => {
    let ms = 0;
    const { photos } = await screen([file("torn.jpg", jpeg), file("torn-2.jpg", jpeg)], () => (ms += 10_000));
    expect(photos).toHaveLength(2);
  });
});

describe("what was not added is one message", () => {
  const refused = (problem: RefusedProblem, ...names: string[]) =>
    names.map((name) => ({ name, problem, sentence: `${name} is what it is.` }));

  it("the file's own sentence when it is one", () => {
    expect(describeRefused(refused("damaged", "a.jpg"), { total: 9 })).toBe("a.jpg is what it is.");
    expect(describeRefused([], { total: 9 })).toBeNull();
  });

  it("a count with names when they are many, by what is wrong with them", () => {
    const many = [
      ...refused("too_large", "big.tif"),
      ...refused("not_photo", "notes.txt", "letter.pdf", "clip.mov", "a.zip"),
    ];
    expect(describeRefused(many, { total: 1200 })).toBe(
      "4 of 1,200 files are not photos: notes.txt, letter.pdf, clip.mov and 1 more. 1 is larger than 25 MB: big.tif.",
    );
  });

  it("with what a folder held besides photos", () => {
    expect(describeRefused([], { total: 3, passedOver: 2 })).toBe(
      "2 files of the folder that are not photos were left out.",
    );
  });
});
