import { expect, it } from "vitest";
import { isCurrentLink, studioLinks } from "./nav-links";

it.each([
  ["/docs", "/docs", true],
  ["/console", "/console/keys", true],
  ["/console", "/", false],
  ["/docs", "/docs.md", false],
  ["/docs", "/docs-of-another-kind", false],
  ["/pricing", "/console/pricing", false],
])("the header's link to %s on the page %s is marked as current: %s", (href, pathname, current) =>
  expect(isCurrentLink(href, pathname)).toBe(current),
);

it("a link is marked on every page beneath its own, however deep", () => {
  expect(isCurrentLink("/console", "/console/jobs/job_1")).toBe(true);
});

it("the library is a section of those who are signed in alone", () => {
  const hrefs = (isSignedIn: boolean) => studioLinks(isSignedIn).map(({ href }) => href);
  expect(hrefs(true)).toEqual(["/workbench", "/library", "/console", "/docs", "/pricing"]);
  expect(hrefs(false)).not.toContain("/library");
});
