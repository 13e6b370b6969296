import { describe, expect, it } from "vitest";
import { checkFile } from "./check-file";

describe("files that are dropped", () => {
  it.each([
    ["grandma.jpg", "image/jpeg"],
    ["IMG_0042.HEIC", ""],
    ["scan.TIFF", ""],
    ["pasted", "image/png"],
  ])("takes %s", (name, type) => expect(checkFile({ name, type, size: 1000 })).toBeNull());

  it("refuses what can never work before anything is sent, and says why", () => {
    expect(checkFile({ name: "letter.docx", type: "application/msword", size: 1000 })).toMatch(
      /letter.docx is not a photo/,
    );
    expect(checkFile({ name: "logo.svg", type: "image/svg+xml", size: 1000 })).toMatch(/not a photo/);
    expect(checkFile({ name: "a.jpg", type: "image/jpeg", size: 0 })).toMatch(/empty/);
    expect(checkFile({ name: "a.jpg", type: "image/jpeg", size: 26_214_401 })).toMatch(/26.2 MB/);
    expect(checkFile({ name: "a.jpg", type: "image/jpeg", size: 26_214_400 })).toBeNull();
  });
});
