import { expect, it } from "vitest";
import { formatBytes, linkToSave, nameDownload } from "./format-files";

it.each([
  [0, "0 B"],
  [999, "999 B"],
  [999_499, "999 KB"],
  [999_500, "1 MB"],
  [26_214_400, "26.2 MB"],
  [3e9, "3 GB"],
])("shows %d bytes as %s", (bytes, text) => expect(formatBytes(bytes)).toBe(text));

it.each([
  ["grandma.jpg", "https://x.test/files/job_1/out.png?e=1&s=a.b", "grandma-color.png"],
  ["1943.06.12.tif", "/files/job_1/out.webp", "1943.06.12-color.webp"],
  [null, "/files/job_1/out.png", "photo-color.png"],
  [".jpg", null, "photo-color.png"],
])("names the result of %s after it", (name, url, download) => expect(nameDownload(name, url)).toBe(download));

it("a link to save says so and under which name, on every origin, with its signature as it was", () => {
  const link = "/files/job_1/out.png?e=1&k=ab&s=c-_d&n=old.png";
  for (const origin of ["", "https://studio.example"]) {
    const made = new URL(linkToSave(origin + link, "großmutter & ich.png"), "https://studio.example");
    expect(made.pathname).toBe("/files/job_1/out.png");
    const query = { e: "1", k: "ab", s: "c-_d", n: "großmutter & ich.png", download: "" };
    expect(Object.fromEntries(made.searchParams)).toEqual(query);
  }
  for (const other of ["/samples/a.jpg", "blob:https://studio.example/files/1", "/api/console/jobs/job_1/picture"])
    expect(linkToSave(other, "a.png")).toBe(other);
});
