import { expect, test } from "vitest";
import { isOwnPath } from "./own-path";

test.each(["/", "/workbench", "/workbench?job=job_1#options", "/console/jobs?q=a%2Fb&next=//x", "/a%20b"])(
  "%s is a page of the studio",
  (path) => expect(isOwnPath(path)).toBe(true),
);

test.each([
  ...[
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https://evil.example",
    "evil.example",
    "",
  ],
  ...["javascript:alert(1)", "/%2f%2fevil.example", "/%2Fevil.example", "/%5cevil.example", "/%252f%252fevil.example"],
  ...[
    "/a//evil.example",
    "/\tevil",
    "/\n//evil.example",
    " /x",
    "/x y",
    "/é",
    `/${"a".repeat(500)}`,
    undefined,
    null,
    ["/x"],
    1,
  ],
])("%s is none", (path) => expect(isOwnPath(path)).toBe(false));
