import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { findBudgetFaults } from "./check-budgets";

const made: string[] = [];
afterEach(() => {
  for (const root of made.splice(0)) rmSync(root, { recursive: true });
});

function faultsOf(files: Record<string, string>): string {
  const root = mkdtempSync(path.join(tmpdir(), "budgets-"));
  made.push(root);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  return findBudgetFaults(root).join("\n");
}
const lines = (count: number) => "const a = 1;\n".repeat(count);
const small = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`lib/small/file-${at}.ts`, lines(15)]));

test("sources within the budgets have no faults, Next's folder names included", () => {
  expect(
    faultsOf({
      ...small,
      "app/(site)/jobs/[id]/[...rest]/page.tsx": lines(60),
      "e2e/a.spec.ts": lines(9),
      "app/api/route.ts": lines(4),
      "lib/a/size.ts": "export type Size = { width: number };\n",
    }),
  ).toBe("");
});

test("a file, a route and a function that are too long are named", () => {
  const long = `export function grow() {\n${lines(80)}}\n`;
  expect(faultsOf({ ...small, "lib/a/big.ts": lines(301) })).toContain("lib/a/big.ts: 301 lines");
  expect(faultsOf({ ...small, "app/api/route.ts": lines(41) })).toContain("a route has at most 40");
  expect(faultsOf({ ...small, "lib/a/grow.ts": long })).toContain("lib/a/grow.ts:1: grow has 82 lines");
  expect(faultsOf({ ...small, "lib/a/grow.test.ts": `describe("x", () => {\n${lines(90)}});\n` })).toBe("");
});

test("a file too short to stand alone and a folder too full to read are named", () => {
  expect(faultsOf({ ...small, "lib/a/tiny.ts": lines(14) })).toContain("lib/a/tiny.ts: 14 lines; merge it");
  expect(faultsOf({ ...small, "lib/small/one-more.ts": lines(15) })).toContain("lib/small: 21 files, at most 20");
});

test("many middling files exceed the median and the 90 % mark", () => {
  expect(faultsOf({ "lib/a/a.ts": lines(61), "lib/a/b.ts": lines(61) })).toContain("median of 61 lines");
  expect(faultsOf({ "lib/a/a.ts": lines(181) })).toContain("90 % of files");
});

test("the type any, junk drawers, barrels and other spellings are named", () => {
  expect(faultsOf({ "lib/a/a.ts": "let x: any;\n" })).toContain("lib/a/a.ts:1: any");
  expect(faultsOf({ "lib/utils/a.ts": "" })).toContain("name it after what it does");
  expect(faultsOf({ "lib/a/helpers.ts": "" })).toContain("name it after what it does");
  expect(faultsOf({ "lib/a/index.ts": 'export * from "./a";\n' })).toContain("no index barrels");
  expect(faultsOf({ "components/a/BigButton.tsx": "" })).toContain("kebab-case");
});
