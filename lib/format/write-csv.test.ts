import { expect, test } from "vitest";
import { writeCsvLine } from "./write-csv";

test.each([
  [["a", 1, ""], "a,1,\r\n"],
  [['say "hi"', "a,b", "two\nlines"], '"say ""hi""","a,b","two\nlines"\r\n'],
  [[-3], "-3\r\n"],
])("%j is written as a spreadsheet reads it", (cells, line) => expect(writeCsvLine(cells)).toBe(line));

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])("%j stays a text in a spreadsheet", (cell) => {
  expect(writeCsvLine([cell]).replace(/^"/, "")).toMatch(/^'/);
});

test("a formula with a comma in it is defused and quoted", () => {
  expect(writeCsvLine(["=SUM(A1,B1)"])).toBe(`"'=SUM(A1,B1)"\r\n`);
});
