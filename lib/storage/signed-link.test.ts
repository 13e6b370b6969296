import { describe, expect, it } from "vitest";
import { checkLink, signLink } from "./signed-link";

const secret = "a secret of at least thirty-two characters";
const now = new Date("2026-01-01T00:00:00Z");
const later = new Date("2026-01-02T00:00:00Z");
const key = "job_abc/out.png";

function check(link: string, options: { at?: Date; with?: string; key?: string } = {}) {
  const url = new URL(link, "http://localhost");
  return checkLink(options.key ?? key, url.searchParams, options.with ?? secret, options.at ?? now).state;
}

describe("a signed link", () => {
  it("names the file in its path, so that it saves under that name", () => {
    expect(new URL(signLink(key, later, secret), "http://localhost").pathname).toBe("/files/job_abc/out.png");
  });

  it("is valid until its time and expired from then on", () => {
    const link = signLink(key, later, secret);
    expect(check(link)).toBe("valid");
    expect(check(link, { at: new Date(later.getTime() - 1) })).toBe("valid");
    expect(check(link, { at: later })).toBe("expired");
  });

  it.each([
    ["another file", { key: "job_abd/out.png" }],
    ["another secret", { with: "some other secret of more than 32 characters" }],
  ])("is not valid for %s", (_, options) => {
    expect(check(signLink(key, later, secret), options)).toBe("invalid");
  });

  it("cannot be prolonged by changing its time", () => {
    const link = signLink(key, now, secret).replace(/e=\d+/, `e=${Math.floor(later.getTime() / 1000)}`);
    expect(check(link)).toBe("invalid");
  });

  it.each(["/files/x", "/files/x?e=abc&k=&s=", "/files/x?e=1e999&s=aa", "/files/x?s=%00&e=9999999999"])(
    "refuses %s without a crash",
    (link) => expect(check(link)).toBe("invalid"),
  );
});
