import { expect, test } from "vitest";
import { parseOrder } from "../../../../lib/http/colorize/multipart/parse-order";
import { readOrder } from "./define-program";
import { readCommand } from "./read-command";

function orderOf(line: string) {
  const command = readCommand(["colorize", "a.tif", ...line.split(" ").filter(Boolean)]);
  if (command.name !== "colorize") throw new Error("not an order");
  return readOrder(command);
}

test.each<[string, Record<string, string>]>([
  ["", {}],
  ["--page 3 --invert", { page: "3", invert: "true" }],
  ["--rotate 90", { rotate: "90" }],
  ["--rotate=-1.505", { rotate: "-1.505" }],
  ["--rotate 360", { rotate: "360" }],
  ["--crop 0.1,0.05,0.8,0.9", { crop: "0.1,0.05,0.8,0.9" }],
  ["--hint green", { hint: "green" }],
  ["--profile keep --depth 16", { output_profile: "keep", bit_depth: "16" }],
])("'%s' orders what the same fields of the API order", (line, fields) => {
  expect(orderOf(line)).toEqual(parseOrder(new Map(Object.entries(fields))));
});

test.each([
  ["--page 0", "--page"],
  ["--page two", "--page"],
  ["--rotate around", "--rotate"],
  ["--rotate 400", "--rotate"],
  ["--crop 0.5,0,0.6,1", "--crop"],
  ["--crop 0,0,1", "--crop"],
  ["--crop a,b,c,d", "--crop"],
  ["--profile adobe", "--profile"],
  ["--depth 12", "--depth"],
  [`--hint ${"a".repeat(301)}`, "--hint"],
])("'%s' is refused before anything is sent", (line, named) => {
  expect(() => orderOf(line)).toThrow(named);
});
