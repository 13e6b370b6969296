import fc from "fast-check";
import { expect, test } from "vitest";
import { createKeySchema, maxAllowedRanges } from "./api-keys";
import { isInRanges, readIpRange } from "./ip-ranges";

test.each([
  ["203.0.113.7", "203.0.113.7"],
  [" 203.0.113.7 ", "203.0.113.7"],
  ["203.0.113.7/32", "203.0.113.7"],
  ["203.0.113.7/24", "203.0.113.0/24"],
  ["0.0.0.0/0", "0.0.0.0/0"],
  ["2001:DB8::1", "2001:db8::1"],
  ["2001:db8:0:7:1::/64", "2001:db8:0:7::/64"],
  ["2001:db8::1/128", "2001:db8::1"],
  ["::/0", "::/0"],
  ["::ffff:203.0.113.7", "203.0.113.7"],
  ["::ffff:203.0.113.7/120", "203.0.113.0/24"],
  ["::ffff:cb00:7107/128", "203.0.113.7"],
])("%j is kept as %j", (text, kept) => {
  expect(readIpRange(text)).toBe(kept);
  expect(readIpRange(kept)).toBe(kept);
});

test.each([
  ...["", " ", "/", "/24", "example.org", "*", "203.0.113", "203.0.113.256", "203.0.113.7/33", "203.0.113.7/-1"],
  ...["203.0.113.7/24/24", "203.0.113.7/", "203.0.113.7/ 24", "203.0.113.7/024", "203.0.113.7/255.255.255.0"],
  ...["0313.0.0161.7", "0xcb.0.0x71.7", "3405803783", "203.0.113.7:80", "[2001:db8::1]", "2001:db8::1/129", "2001:db8"],
  ...["fe80::1%eth0", "::ffff:203.0.113.7/95", "2001:db8::/1e1", "203.0.113.7/٢٤", "203.0.113.0-203.0.113.9"],
])("%j is no address and no range", (text) => {
  expect(readIpRange(text)).toBeNull();
});

test.each([
  ["203.0.113.7", "203.0.113.0/24", true],
  ["203.0.114.7", "203.0.113.0/24", false],
  ["::ffff:203.0.113.7", "203.0.113.7", true],
  ["203.0.113.8", "203.0.113.7", false],
  ["2001:db8:1::9", "2001:db8::/32", true],
  ["2001:db9::9", "2001:db8::/32", false],
  ["2001:db8::1", "0.0.0.0/0", false],
  ["203.0.113.7", "::/0", false],
  ["unknown", "0.0.0.0/0", false],
  ["", "::/0", false],
])("whether %s is in %s: %s", (address, range, isIn) => {
  expect(isInRanges(address, [range])).toBe(isIn);
  expect(isInRanges(address, ["198.51.100.1", range])).toBe(isIn);
  expect(isInRanges(address, [])).toBe(false);
});

test("every address is in its own range, and in that of each shorter prefix", () => {
  const address = fc.oneof(fc.ipV4(), fc.ipV6()).filter((text) => readIpRange(text) !== null);
  fc.assert(
    fc.property(address, fc.nat(128), (text, bits) => {
      const own = readIpRange(text) ?? "";
      const range = readIpRange(`${own}/${Math.min(bits, own.includes(":") ? 128 : 32)}`) ?? "";
      expect(isInRanges(text, [range])).toBe(true);
    }),
  );
});

test("nothing that a person may type breaks the reader, and what is kept is read the same again", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), (text) => {
      const kept = readIpRange(text);
      if (kept !== null) expect(readIpRange(kept)).toBe(kept);
    }),
  );
});

test(`a key has at most ${maxAllowedRanges} ranges, each once and as it is kept; a bad one is named`, () => {
  const read = (allowedRanges: string[]) => createKeySchema.safeParse({ name: "site", allowedRanges });
  expect(read(["203.0.113.9/24", "203.0.113.0/24"]).data?.allowedRanges).toEqual(["203.0.113.0/24"]);
  expect(read(Array.from({ length: maxAllowedRanges + 1 }, (_, at) => `203.0.113.${at}`)).success).toBe(false);
  const bad = read(["203.0.113.7", "nowhere/24"]).error?.issues[0];
  expect(bad).toMatchObject({ path: ["allowedRanges", 1], message: expect.stringContaining("“nowhere/24”") });
});
