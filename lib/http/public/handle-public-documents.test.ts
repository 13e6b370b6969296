import { beforeEach, expect, test } from "vitest";
import { GET as getRobots } from "../../../app/robots.txt/route";
import { GET as getSecurityTxt } from "../../../app/security.txt/route";
import { setUpSharedDatabase } from "../../testing/set-up";
import { setUpStudio } from "../../testing/set-up-studio";
import { callRoute, testOrigin } from "../../testing/studio";

const dayMs = 24 * 3600 * 1000;
const fresh = setUpSharedDatabase();
const opened = setUpStudio(fresh);
beforeEach(() => {
  Object.assign(opened.studio.settings, { SECURITY_CONTACT: undefined });
});

async function readFields(): Promise<Record<string, string>> {
  const { status, headers, body } = await callRoute(getSecurityTxt, { path: "/.well-known/security.txt" });
  expect(status).toBe(200);
  expect(headers.get("content-type")).toBe("text/plain; charset=utf-8");
  const lines = String(body).trimEnd().split("\n");
  return Object.fromEntries(lines.map((line) => line.split(/: (.*)/s).slice(0, 2)));
}

test.each(["2026-11-29T00:00:00Z", "2031-02-28T23:59:59Z"])(
  "read at %s, security.txt is valid for at least 90 days and less than a year",
  async (now) => {
    Object.assign(opened.studio, { clock: { now: () => new Date(now) } });
    const left = Date.parse((await readFields()).Expires ?? "") - Date.parse(now);
    expect(left).toBeGreaterThanOrEqual(90 * dayMs);
    expect(left).toBeLessThan(365 * dayMs);
  },
);

test("security.txt names the operator's contact, else the page that says how to report", async () => {
  const page = `${testOrigin}/docs#security`;
  expect(await readFields()).toMatchObject({
    Contact: page,
    "Preferred-Languages": "en",
    Canonical: `${testOrigin}/.well-known/security.txt`,
    Policy: page,
  });
  Object.assign(opened.studio.settings, { SECURITY_CONTACT: "mailto:security@studio.test" });
  expect(await readFields()).toMatchObject({ Contact: "mailto:security@studio.test", Policy: page });
});

test("robots may index the site and its documents, nothing behind a session, a key or a signed link", async () => {
  const { body } = await callRoute(getRobots, { path: "/robots.txt" });
  const rules = [...String(body).matchAll(/^(Allow|Disallow): (\S+)$/gm)].map(([, rule, path = ""]) => ({
    rule,
    path,
  }));
  /** The longest rule that fits decides, as RFC 9309 says. */
  const ruleFor = (address: string) =>
    rules.filter(({ path }) => address.startsWith(path)).sort((a, b) => b.path.length - a.path.length)[0]?.rule;
  for (const address of ["/", "/docs", "/docs.md", "/pricing", "/samples/a.jpg", "/api/v1/openapi.json"])
    expect(ruleFor(address), address).toBe("Allow");
  for (const address of ["/api/v1/jobs", "/console", "/console/keys", "/files/job/out.png", "/workbench"])
    expect(ruleFor(address), address).toBe("Disallow");
});
