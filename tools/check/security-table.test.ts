import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");
const rows = [
  ...readFileSync(path.join(root, "SECURITY.md"), "utf8").matchAll(/^\| (\d+\.\d+\.\d+) \| (.+) \| (.+) \|$/gm),
];
const evidence = rows.map(([, id = "", , text = ""]) => ({ id, text }));

/** The requirements of ASVS 5.0.0 at level 1: section, and the last number where they run from 1 on without a gap. */
const levelOne = ["1.2.1-5", "1.3.1-2", "1.5.1", "2.1.1", "2.2.1-2", "2.3.1", "3.2.1-2", "3.3.1", "3.4.1-2", "3.5.1-3"]
  .concat(
    "4.1.1",
    "4.4.1",
    "5.2.1-2",
    "5.3.1-2",
    "6.1.1",
    "6.2.1-8",
    "6.3.1-2",
    "6.4.1-2",
    "7.2.1-4",
    "7.4.1-2",
    "8.1.1",
  )
  .concat("8.2.1-2", "8.3.1", "9.1.1-3", "9.2.1", "10.4.1-5", "11.3.1-2", "11.4.1", "12.1.1", "12.2.1-2", "13.4.1")
  .concat("14.2.1", "14.3.1", "15.1.1", "15.2.1", "15.3.1")
  .flatMap((range) => {
    const [first = "", last = "1"] = range.split("-");
    return Array.from({ length: Number(last) }, (_, at) => first.replace(/\d+$/, String(at + 1)));
  });

test("SECURITY.md answers every requirement of ASVS 5.0.0 level 1, once and in order", () => {
  expect(levelOne).toHaveLength(70);
  expect(evidence.map(({ id }) => id)).toEqual(levelOne);
});

test.each(evidence)("the files that $id names exist", ({ text }) => {
  const files = [...text.matchAll(/`([\w.\-/[\]]+\.(?:test|spec)\.tsx?)`/g)].map(([, file = ""]) => file);
  for (const file of files) expect(existsSync(path.join(root, file)), file).toBe(true);
});
