import fc from "fast-check";
import { expect, it } from "vitest";
import { namePictures } from "./name-pictures";

const nameOne = (original: string | null, extension = ".png") => namePictures([{ original, extension }])[0];
const nameAll = (...originals: (string | null)[]) =>
  namePictures(originals.map((original) => ({ original, extension: ".png" })));

it("a picture is named as its photo was, with -color", () => {
  expect(nameOne("grandma.jpg")).toBe("grandma-color.png");
  expect(nameOne("Großmutter 1931.tar.jpeg", ".webp")).toBe("Großmutter 1931.tar-color.webp");
  expect(nameOne("no ending")).toBe("no ending-color.png");
  expect(nameOne(null)).toBe("photo-color.png");
  expect(nameOne("")).toBe("photo-color.png");
});

it("names that occur twice are numbered, also where only capitals or composed letters differ", () => {
  expect(nameAll("a.jpg", "a.png", "A.jpg")).toEqual(["a-color.png", "a-color (2).png", "A-color (3).png"]);
  expect(nameAll("é.jpg", "e\u0301.jpg")[1]).toBe("e\u0301-color (2).png");
  expect(nameAll("a-color (2).jpg", "a.jpg", "a.jpg", null, null)).toEqual([
    "a-color (2)-color.png",
    "a-color.png",
    "a-color (2).png",
    "photo-color.png",
    "photo-color (2).png",
  ]);
});

it("the same name with another ending is another name", () => {
  expect(
    namePictures([
      { original: "a.jpg", extension: ".png" },
      { original: "a.jpg", extension: ".jpg" },
    ]),
  ).toEqual(["a-color.png", "a-color.jpg"]);
});

it.each([
  ["../../etc/passwd", "_.._etc_passwd-color.png"],
  ["C:\\photos\\a.jpg", "C__photos_a-color.png"],
  ['a<b>:"|?*.jpg', "a_b______-color.png"],
  ["CON.old.jpg", "_CON.old-color.png"],
  ["lpt1.x.jpg", "_lpt1.x-color.png"],
  [".hidden.jpg", "hidden-color.png"],
  ["tail .jpg", "tail-color.png"],
  ["line\nbreak\0.jpg", "line_break_-color.png"],
  ["gpj\u202egnp.jpg", "gpj_gnp-color.png"],
])("%j is made a name that every system can write: %s", (original, name) => {
  expect(nameOne(original)).toBe(name);
});

it("a console stays a console where it is no device: only what Windows reserves is changed", () => {
  expect(nameAll("console.jpg", "con.jpg", "com10.x.jpg")).toEqual([
    "console-color.png",
    "_con-color.png",
    "com10.x-color.png",
  ]);
});

it("whatever a photo is called, its picture has a name of its own that fits and stays in its folder", () => {
  const original = fc.option(fc.oneof(fc.string({ unit: "binary", maxLength: 80 }), fc.string({ maxLength: 12 })));
  fc.assert(
    fc.property(fc.array(original, { maxLength: 4 }), (originals) => {
      const names = nameAll(...originals);
      expect(new Set(names.map((name) => name.normalize("NFC").toLowerCase())).size).toBe(originals.length);
      for (const name of names) {
        expect(Buffer.byteLength(name)).toBeLessThan(240);
        expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}\p{Surrogate}]/u);
        expect(name).toMatch(/^[^.\s].*-color( \(\d+\))?\.png$/su);
      }
    }),
    { numRuns: 40 },
  );
});

it("a name too long for a system is cut between characters", () => {
  const name = nameOne(`${"é👩".repeat(300)}.jpg`) ?? "";
  expect(Buffer.byteLength(name)).toBeLessThan(200);
  expect(name).toMatch(/^(é👩)+é?-color\.png$/u);
});
