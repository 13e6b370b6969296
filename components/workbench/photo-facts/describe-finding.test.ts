import { describe, expect, it } from "vitest";
import { type PhotoFacts, unknownFacts } from "@/lib/contract/photos/photo-facts";
import { describeColors, describeFinding, describeTone } from "./describe-finding";

const seen = (facts: Partial<PhotoFacts>): PhotoFacts => ({ ...unknownFacts, tone: "gray", ...facts });
const damage = (...percents: (number | null)[]) =>
  describeFinding(
    "cleanScratches",
    percents.map((damagePercent) => seen({ damagePercent })),
  );
/** Each photo's faces and, where it is known, how much clarity would improve it. */
const clarity = (...photos: [faces: number | null, gain?: PhotoFacts["clarityGain"]][]) =>
  describeFinding(
    "faceRemaster",
    photos.map(([faces, clarityGain = null]) => seen({ faces, clarityGain })),
  );
const busy = (text: string, gain: PhotoFacts["clarityGain"] = null) => ({ text, idle: false, gain });
const idle = (text: string, gain: PhotoFacts["clarityGain"] = null) => ({ text, idle: true, gain });
const notCharged = "Not charged if nothing changes";

describe("what an add-on would find in one photo", () => {
  it("is said in words, with how much", () => {
    expect(damage(3.2)).toEqual(busy("Damage on about 3% of the photo"));
    expect(damage(0.04)).toEqual(busy("Damage on less than 1% of the photo"));
    expect(clarity([2, 1])).toEqual(busy("Improves the photo a little; 2 faces found", 1));
    expect(clarity([1, 2])).toEqual(busy("Improves the photo noticeably; 1 face found", 2));
    expect(clarity([0, 3])).toEqual(busy("Improves the photo a lot; no faces found", 3));
    expect(clarity([null, 3])).toEqual(busy("Improves the photo a lot", 3));
  });

  it("is plainly nothing, and not charged, where there is nothing to do", () => {
    expect(damage(0)).toEqual(idle(`No damage found. ${notCharged}`));
    expect(clarity([null, 0])).toEqual(idle(`Already clear. ${notCharged}`, 0));
    expect(clarity([2, 0])).toEqual(idle(`Already clear. ${notCharged}; 2 faces found`, 0));
  });

  it("is the faces alone where the improvement is unknown, and never called idle then", () => {
    expect(clarity([1])).toEqual(busy("1 face found"));
    expect(clarity([2])).toEqual(busy("2 faces found"));
    expect(clarity([0])).toEqual(busy("No faces found"));
  });

  it("is not guessed at where no photo was inspected", () => {
    expect(damage(null)).toBeNull();
    expect(clarity([null])).toBeNull();
    expect(describeFinding("faceRemaster", [null])).toBeNull();
    expect(describeFinding("faceRemaster", [])).toBeNull();
  });
});

describe("what an add-on would find in several photos", () => {
  it("is summed up, with the dots of the photo that gains most", () => {
    expect(damage(0, 3, 0, 0.2, 0)).toEqual(busy("Damage in 2 of 5 photos"));
    expect(clarity([2], [0])).toEqual(busy("Faces in 1 of 2 photos"));
    expect(clarity([2, 1], [0, 0], [0, 3])).toEqual(
      busy("Improves 2 of 3 photos, at best a lot; faces in 1 of 3 photos", 3),
    );
  });

  it("is nothing where every photo has nothing to do", () => {
    expect(damage(0, 0)).toEqual(idle(`No damage found. ${notCharged}`));
    expect(clarity([0, 0], [0, 0])).toEqual(idle(`All already clear. ${notCharged}; no faces found`, 0));
  });

  it("never says there is nothing to do while a photo has not been inspected", () => {
    expect(damage(0, null, 0)).toEqual(busy("No damage so far, 2 of 3 checked"));
    expect(damage(4, null)).toEqual(busy("Damage in 1 photo, 1 of 2 checked"));
    expect(clarity([0, 0], [null])).toEqual(busy("No improvement so far, 1 of 2 checked"));
    expect(clarity([0, 2], [null])).toEqual(busy("Improves 1 photo, 1 of 2 checked", 2));
  });
});

it("photos of pure black and white, which are left out, are not counted", () => {
  const facts = [seen({ damagePercent: 3 }), seen({ damagePercent: 0 }), seen({ damagePercent: 9, tone: "bilevel" })];
  expect(describeFinding("cleanScratches", facts)).toEqual(busy("Damage in 1 of 2 photos"));
  expect(describeFinding("cleanScratches", facts.slice(2))).toBeNull();
});

describe("photos that are in color already", () => {
  const colors = (...tones: PhotoFacts["tone"][]) => describeColors(tones.map((tone) => seen({ tone })));
  it("are named, since their colors will be replaced", () => {
    expect(colors("color")).toBe("This photo is already in color; its colors will be replaced.");
    expect(colors("gray", "color")).toBe("1 of 2 photos is already in color; its colors will be replaced.");
    expect(colors("color", "color", null)).toMatch(/^2 of 3 photos are already in color; their colors/);
    expect(colors("color", "color")).toMatch(/^All photos are already in color/);
  });

  it("are not suspected among gray and toned ones, or where no photo was inspected", () => {
    expect(colors("gray", "toned", null)).toBeNull();
    expect(describeColors([null])).toBeNull();
  });
});

describe("photos of pure black and white", () => {
  const tones = (...found: PhotoFacts["tone"][]) => describeTone(found.map((tone) => seen({ tone })));
  it("are told why they are left out and what to do, before colors are warned of", () => {
    expect(tones("bilevel")).toBe("Pure black and white: there is no gray to color. Scan it in gray.");
    expect(tones("gray", "bilevel", "color")).toMatch(
      /^1 of 3 photos is pure black and white.*left out\. Scan it in gray\.$/,
    );
    expect(tones("bilevel", "bilevel")).toMatch(/^2 of 2 photos are .* Scan them in gray\.$/);
    expect(tones("color")).toMatch(/already in color/);
    expect(tones("gray", null)).toBeNull();
  });
});
