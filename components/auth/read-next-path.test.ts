import { describe, expect, it } from "vitest";
import { readNextPath } from "./read-next-path";

describe("the way back after signing in", () => {
  it.each(["/console/keys", "/console/jobs?status=failed&source=api", "/workbench#a", "/"])("follows %s", (path) => {
    expect(readNextPath(path)).toBe(path);
  });

  it.each([
    "https://evil.test/",
    "//evil.test",
    "/\\evil.test",
    "/a\\..\\evil",
    "/\t/evil.test",
    "/\n//evil.test",
    "javascript:alert(1)",
    "console",
    "",
    " /console",
    "/sign-in?next=/sign-in",
    "/sign-up",
    undefined,
    ["/console", "//evil.test"],
  ])("never leaves the studio or goes in circles for %j", (path) => {
    expect(readNextPath(path)).toBe("/workbench");
  });
});
