import { describe, expect, it } from "vitest";
import { readDropped, sortFolder } from "./read-dropped";

/** The part of a browser's entries that the reader uses; a folder gives its children two at a time, as browsers do in batches. */
const fileEntry = (name: string) =>
  ({
    name,
    isFile: true,
    isDirectory: false,
    file: (give: (file: File) => void) => give(new File(["x"], name)),
  }) as never;
function folderEntry(name: string, ...children: { name: string }[]) {
  const createReader = () => {
    const left = [...children];
    return { readEntries: (give: (some: unknown[]) => void) => give(left.splice(0, 2)) };
  };
  return { name, isFile: false, isDirectory: true, createReader } as never;
}

function transfer(entries: { name: string }[], texts: Record<string, string> = {}) {
  const files = entries.filter((entry) => "isFile" in entry).map(({ name }) => new File(["x"], name));
  const items = entries.map((entry) => ({ kind: "file", webkitGetAsEntry: () => entry }));
  return { items, files, getData: (type: string) => texts[type] ?? "" } as never;
}

const drop = async (...given: Parameters<typeof transfer>) => {
  const { files, ...rest } = await readDropped(transfer(...given));
  return { names: files.map(({ name }) => name), ...rest };
};

describe("what is dropped", () => {
  it("gives every photo of a folder and of the folders in it, in the order of their names", async () => {
    const inner = folderEntry("1950", fileEntry("10.jpg"), fileEntry("9.jpg"), fileEntry("8.HEIC"));
    const outer = folderEntry("album", fileEntry("z.tif"), inner, fileEntry("a.png"));
    expect(await drop([outer])).toEqual({
      names: ["8.HEIC", "9.jpg", "10.jpg", "a.png", "z.tif"],
      passedOver: 0,
      text: "",
    });
  });

  it("passes over what is hidden or no photo in a folder, and counts it", async () => {
    const hidden = folderEntry(".thumbnails", fileEntry("a.jpg"));
    const folder = folderEntry("album", fileEntry(".a.jpg"), fileEntry("Thumbs.db"), fileEntry("b.jpg"), hidden);
    expect(await drop([folder])).toMatchObject({ names: ["b.jpg"], passedOver: 2 });
  });

  it("keeps single files, photo or not: what they are is said by their content", async () => {
    expect(await drop([fileEntry("a.jpg"), fileEntry("notes.txt")])).toMatchObject({ names: ["a.jpg", "notes.txt"] });
    expect(await drop([folderEntry("album", fileEntry("b.jpg")), fileEntry("notes.txt")])).toMatchObject({
      names: ["b.jpg", "notes.txt"],
      passedOver: 0,
    });
  });

  it("gives the address of a dragged picture or link, and nothing of the page beside files", async () => {
    const html = '<a href="https://x.example/page"><img alt="" src="https://x.example/a.jpg?w=1&amp;h=2"></a>';
    const link = "# made by a browser\r\nhttps://x.example/page\r\nhttps://x.example/other";
    expect(await drop([], { "text/html": html, "text/uri-list": link })).toMatchObject({
      text: "https://x.example/a.jpg?w=1&h=2",
    });
    expect(await drop([], { "text/uri-list": link })).toMatchObject({
      text: "https://x.example/page\nhttps://x.example/other",
    });
    expect(await drop([fileEntry("a.jpg")], { "text/html": html })).toMatchObject({ names: ["a.jpg"], text: "" });
  });
});

it("a chosen folder gives its photos and counts the rest", () => {
  const files = ["a.jpg", ".b.jpg", "notes.txt", "c.webp"].map((name) => new File(["x"], name));
  const { files: photos, passedOver } = sortFolder(files);
  expect({ names: photos.map(({ name }) => name), passedOver }).toEqual({ names: ["a.jpg", "c.webp"], passedOver: 2 });
});
