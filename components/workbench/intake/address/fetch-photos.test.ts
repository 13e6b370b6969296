import { expect, it } from "vitest";
import { describeFailedAddresses } from "./fetch-photos";
import { nameOfAddress } from "./name-of-address";

it.each([
  ["https://example.com/album/dock.jpg?w=900#top", "image/jpeg", "dock.jpg"],
  ["https://example.com/album/dock", "image/webp", "dock.webp"],
  ["https://example.com/a/image.php?id=7", "image/jpeg", "image.php.jpg"],
  ["https://example.com/", "image/png", "example.com.png"],
  ["https://example.com/Gro%C3%9Fmutter%201943.tif", "image/tiff", "Großmutter 1943.tif"],
  ["https://example.com/%2e%2e%2fetc%2fpasswd", "image/png", "..-etc-passwd.png"],
  ["https://example.com/%E0%A4%A", "image/gif", "%E0%A4%A.gif"],
])("names the photo at %s (%s) %s", (address, type, name) => expect(nameOfAddress(address, type)).toBe(name));

it("says in one message which addresses gave no photo, and why where the reason is the same", () => {
  const failed = (address: string, detail = "It is a page.") => ({ address, detail });
  expect(describeFailedAddresses([], 3)).toBeNull();
  expect(describeFailedAddresses([failed("https://example.com/a.jpg?token=1")], 3)).toBe(
    "example.com/a.jpg: It is a page.",
  );
  const two = [failed("https://example.com/a"), failed("https://example.com/b")];
  expect(describeFailedAddresses(two, 3)).toBe("2 of 3 addresses gave no photo. It is a page.");
  expect(describeFailedAddresses([failed("https://a.example"), failed("https://b.example", "No answer.")], 9)).toBe(
    "2 of 9 addresses gave no photo. Open them in a tab to see what they are.",
  );
});
