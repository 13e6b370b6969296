import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readAddressRange, readCountedAddress } from "./addresses";

describe("who is counted as one caller", () => {
  test.each([
    ["203.0.113.9", "203.0.113.9"],
    ["203.0.113.9:51234", "203.0.113.9"],
    ["::ffff:203.0.113.9", "203.0.113.9"],
    ["::FFFF:cb00:7109", "203.0.113.9"],
    ["[::ffff:203.0.113.9]:443", "203.0.113.9"],
  ])("%s is the IPv4 address %s, however it is written", (text, counted) => {
    expect(readCountedAddress(text)).toBe(counted);
  });

  test("all addresses of an IPv6 /64 are one caller, and the next /64 is another", () => {
    const counted = ["2001:db8:0:7::1", "2001:DB8::7:ffff:1:2:3", "[2001:db8:0:7::9]:80", "2001:db8:0:7::1%eth0"];
    for (const text of counted) expect(readCountedAddress(text), text).toBe("2001:db8:0:7::/64");
    expect(readCountedAddress("2001:db8:0:8::1")).not.toBe("2001:db8:0:7::/64");
  });

  test.each(["", "unknown", "0x7f.1", "0177.0.0.1", "1.2.3", "999.1.1.1", "a, b", "[::1", "::1::2", "x".repeat(9999)])(
    "%j is no address, and counts with all the others that are none",
    (text) => {
      expect(readCountedAddress(text)).toBe("unknown");
    },
  );

  test("no text makes it fail", () => {
    fc.assert(fc.property(fc.string(), (text) => readCountedAddress(text) !== "" && readAddressRange(text) !== ""));
  });
});

test("a range is an IPv4 /24 or an IPv6 /48, also of what is counted as one caller", () => {
  expect(readAddressRange("203.0.113.9")).toBe("203.0.113.0/24");
  expect(readAddressRange("::ffff:203.0.113.200")).toBe("203.0.113.0/24");
  expect(readAddressRange("203.0.114.9")).toBe("203.0.114.0/24");
  expect(readAddressRange("2001:db8:5:7::1")).toBe("2001:db8:5::/48");
  expect(readAddressRange(readCountedAddress("2001:db8:5:7::1"))).toBe("2001:db8:5::/48");
  expect(readAddressRange("nonsense")).toBe("unknown");
});
