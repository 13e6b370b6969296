import { describe, expect, test } from "vitest";
import { ledgerKinds } from "../contract/billing";
import { describeMovement, movementWords } from "./state-words";

describe("a movement of credits", () => {
  test("is called by its reason where people know it by that, and never by the code's name of its kind", () => {
    expect(describeMovement({ kind: "grant", reason: "welcome credits" })).toEqual({
      title: "Welcome credits",
      note: "Granted",
    });
    expect(describeMovement({ kind: "hold", reason: "job accepted" })).toEqual({
      title: "Set aside for a photo",
      note: null,
    });
    expect(describeMovement({ kind: "release", reason: "the job failed" }).note).toBe("The job failed");
    for (const kind of ledgerKinds) expect(describeMovement({ kind, reason: "" }).title).not.toContain(kind);
  });

  test("has words for every kind", () => {
    for (const kind of ledgerKinds) expect(movementWords[kind]).toMatch(/^[A-Z]/);
  });
});
