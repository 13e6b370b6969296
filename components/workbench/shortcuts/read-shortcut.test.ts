import { describe, expect, it } from "vitest";
import { readShortcut } from "./read-shortcut";

const press = (key: string, held: Partial<KeyboardEvent> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
});

describe("keys of the workbench", () => {
  it.each([
    ["Enter", "run"],
    ["j", "next"],
    ["K", "previous"],
    ["Delete", "remove"],
    ["?", "help"],
    ["x", null],
  ])("%s on the page means %s", (key, shortcut) => expect(readShortcut(press(key), "page")).toBe(shortcut));

  it("leaves the browser's own combinations alone", () => {
    expect(readShortcut(press("d", { ctrlKey: true }), "page")).toBeNull();
    expect(readShortcut(press("r", { metaKey: true }), "page")).toBeNull();
  });

  it("lets Enter press the control that has the focus", () => {
    expect(readShortcut(press("Enter"), "control")).toBeNull();
    expect(readShortcut(press("j"), "control")).toBe("next");
  });

  it("never acts while someone types or a dialog is open", () => {
    for (const key of ["Enter", "d", "Delete"]) {
      expect(readShortcut(press(key), "text")).toBeNull();
      expect(readShortcut(press(key), "dialog")).toBeNull();
    }
  });
});
