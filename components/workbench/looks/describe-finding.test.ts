import { describe, expect, it } from "vitest";
import { type PhotoFacts, unknownFacts } from "@/lib/contract/photo-facts";
import { describeColours } from "./describe-colours";
import { describeFinding } from "./describe-finding";

const seen = (facts: Partial<PhotoFacts>): PhotoFacts => ({ ...unknownFacts, tone: "grey", ...facts });
const damage = (...percents: (number | null)[]) =>
  describeFinding(
    "cleanScratches",
    percents.map((damagePercent) => seen({ damagePercent })),
  );
const faces = (...counts: (number | null)[]) =>
  describeFinding(
    "faceRemaster",
    counts.map((count) => seen({ faces: count })),
  );

describe("what an add-on would find in one photo", () => {
  it("is said in words, with how much", () => {
    expect(damage(3.2)).toEqual({ text: "Damage on about 3% of the photo", idle: false });
    expect(damage(0.04)).toEqual({ text: "Damage on less than 1% of the photo", idle: false });
    expect(faces(1)).toEqual({ text: "1 face found", idle: false });
    expect(faces(2)).toEqual({ text: "2 faces found", idle: false });
  });

  it("is plainly nothing where there is nothing to do", () => {
    expect(damage(0)).toEqual({ text: "No damage found: nothing to do", idle: true });
    expect(faces(0)).toEqual({ text: "No face found: only the gentle clarity", idle: true });
  });

  it("is not guessed at where nobody looked", () => {
    expect(damage(null)).toBeNull();
    expect(faces(null)).toBeNull();
    expect(describeFinding("faceRemaster", [null])).toBeNull();
    expect(describeFinding("faceRemaster", [])).toBeNull();
  });
});

describe("what an add-on would find in several photos", () => {
  it("is summed up", () => {
    expect(damage(0, 3, 0, 0.2, 0)).toEqual({ text: "Damage in 2 of 5 photos", idle: false });
    expect(faces(2, 0)).toEqual({ text: "Faces in 1 of 2 photos", idle: false });
    expect(damage(0, 0)).toEqual({ text: "No damage found: nothing to do", idle: true });
  });

  it("never says there is nothing to do while a photo has not been looked at", () => {
    expect(damage(0, null, 0)).toEqual({ text: "No damage so far, 2 of 3 checked", idle: false });
    expect(damage(4, null)).toEqual({ text: "Damage in 1 photo, 1 of 2 checked", idle: false });
  });
});

describe("photos that are in colour already", () => {
  const colours = (...tones: PhotoFacts["tone"][]) => describeColours(tones.map((tone) => seen({ tone })));
  it("are named, since their colours will be replaced", () => {
    expect(colours("colour")).toBe("This photo is already in colour; its colours will be replaced.");
    expect(colours("grey", "colour")).toBe("1 of 2 photos is already in colour; its colours will be replaced.");
    expect(colours("colour", "colour", null)).toMatch(/^2 of 3 photos are already in colour; their colours/);
    expect(colours("colour", "colour")).toMatch(/^All photos are already in colour/);
  });

  it("are not suspected among grey and toned ones, or where nobody looked", () => {
    expect(colours("grey", "toned", null)).toBeNull();
    expect(describeColours([null])).toBeNull();
  });
});
