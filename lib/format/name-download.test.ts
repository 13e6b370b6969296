import { expect, it } from "vitest";
import { nameDownload } from "./name-download";

it.each([
  ["grandma.jpg", "https://x.test/files/job_1/out.png?e=1&s=a.b", "grandma-color.png"],
  ["1943.06.12.tif", "/files/job_1/out.webp", "1943.06.12-color.webp"],
  [null, "/files/job_1/out.png", "photo-color.png"],
  [".jpg", null, "photo-color.png"],
])("names the result of %s after it", (name, url, download) => expect(nameDownload(name, url)).toBe(download));
