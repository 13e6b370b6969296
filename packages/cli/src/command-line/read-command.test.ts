import { expect, test } from "vitest";
import { ExitError, exitCodes } from "../exit-codes";
import { helpTexts } from "./help";
import { readCommand } from "./read-command";

const colorize = {
  name: "colorize",
  arguments: ["a.jpg"],
  model: "large",
  repair: false,
  clarity: false,
  format: "png",
};
const plain = { ...colorize, strength: 1, metadata: "keep", concurrency: 2, yes: false, force: false, json: false };

test.each([
  ["colorize a.jpg", plain],
  ["colorize --repair a.jpg --clarity", { ...plain, repair: true, clarity: true }],
  ["colorize a.jpg --model tiny --format jpeg", { ...plain, model: "tiny", format: "jpeg" }],
  ["colorize a.jpg --strength .5 --metadata strip_gps", { ...plain, strength: 0.5, metadata: "strip_gps" }],
  ["colorize a.jpg --out=c --concurrency 16", { ...plain, out: "c", concurrency: 16 }],
  ["colorize -- --strange.jpg -", { ...plain, arguments: ["--strange.jpg", "-"] }],
  ["login --url http://x --key k", { name: "login", arguments: [], url: "http://x", key: "k" }],
  ["jobs --limit 5 --status failed", { name: "jobs", arguments: [], limit: 5, status: "failed", json: false }],
  ["balance --json", { name: "balance", arguments: [], json: true }],
  ["--version", { name: "version" }],
  ["--help", { name: "help", text: helpTexts[""] }],
  ["help colorize", { name: "help", text: helpTexts.colorize }],
  ["colorize --help", { name: "help", text: helpTexts.colorize }],
])("%s is understood", (line, command) => {
  expect(readCommand(line.split(" "))).toEqual(command);
});

test.each([
  ["", "Which command?"],
  ["paint a.jpg", "There is no command paint."],
  ["help paint", "There is no command paint."],
  ["colorize", "Which photos?"],
  ["colorize a.jpg --model huge", "--model"],
  ["colorize a.jpg --format gif", "--format"],
  ["colorize a.jpg --strength 2", "--strength"],
  ["colorize a.jpg --strength high", "--strength"],
  ["colorize a.jpg --metadata gone", "--metadata"],
  ["colorize a.jpg --concurrency 0", "--concurrency"],
  ["colorize a.jpg --concurrency 17", "--concurrency"],
  ["colorize a.jpg --fast", "--fast"],
  ["colorize a.jpg --out", "--out"],
  ["balance now", "takes no arguments"],
  ["jobs --status lost", "--status"],
])("'%s' is refused as wrong usage, saying what is wrong", (line, message) => {
  const refused = () => readCommand(line ? line.split(" ") : []);
  expect(refused).toThrow(ExitError);
  expect(refused).toThrow(message);
  expect(refused).toThrow(expect.objectContaining({ exitCode: exitCodes.wrongUsage }));
});

test("the help of the program names every exit code", () => {
  for (const code of Object.values(exitCodes)) expect(helpTexts[""]).toMatch(new RegExp(`^  ${code}  `, "m"));
});
