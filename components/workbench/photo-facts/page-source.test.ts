import { expect, it } from "vitest";
import { defaultOrder } from "@/lib/contract/order";
import { findPageSource } from "./page-source";

const source = (name: string, pages: number | null, page = 1) =>
  findPageSource({ file: new File(["x"], name), order: { ...defaultOrder, page }, pages });

it("a file that would play is shown as the still page that is colored, as soon as it is known to have several", () => {
  expect(source("dance.gif", null)).toBe("file");
  expect(source("dance.gif", 1)).toBe("file");
  expect(source("dance.gif", 12)).toBe("still");
  expect(source("dance.webp", 12)).toBe("still");
});

it("a later page, or a format that not every browser shows, has the studio's preview", () => {
  expect(source("dance.gif", 12, 2)).toBe("preview");
  expect(source("album.tif", 3)).toBe("or_preview");
  expect(source("photo.jpg", null)).toBe("file");
});
