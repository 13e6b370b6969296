import { expect, test } from "vitest";
import { printFolders, sumByFolder } from "./summarize-coverage";

const covered = (lines: [covered: number, total: number]) => {
  const part = { covered: lines[0], total: lines[1] };
  return { lines: part, functions: part, branches: { covered: 0, total: 0 } };
};

const report = {
  total: covered([999, 999]),
  "/work/next.config.mjs": covered([0, 10]),
  "/work/lib/http/route/define-route.ts": covered([30, 40]),
  "/work/lib/http/pages/read-pages.ts": covered([10, 40]),
  "/work/lib/env/settings.ts": covered([10, 10]),
};

test("a folder's share counts the lines of all its files, at any depth, and the report's own total is not counted twice", () => {
  expect(sumByFolder(report, "/work").map(({ folder, files, lines }) => [folder, files, lines])).toEqual([
    [".", 1, { covered: 0, total: 10 }],
    ["lib/env", 1, { covered: 10, total: 10 }],
    ["lib/http", 2, { covered: 40, total: 80 }],
    ["all", 4, { covered: 50, total: 100 }],
  ]);
});

test("a folder without branches is not said to have covered none of them", () => {
  expect(printFolders(sumByFolder(report, "/work"))).toEqual([
    "folder        files      lines  functions   branches",
    ".                 1      0.0 %      0.0 %          –",
    "lib/env           1    100.0 %    100.0 %          –",
    "lib/http          2     50.0 %     50.0 %          –",
    "all               4     50.0 %     50.0 %          –",
  ]);
});
