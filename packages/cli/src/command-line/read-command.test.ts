import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { ExitError, exitCodes } from "../exit-codes";
import { readCommand } from "./read-command";

const colorize = { name: "colorize", photos: ["a.jpg"], model: "large", repair: false, clarity: false, format: "png" };
const plain = { ...colorize, strength: 1, metadata: "keep", concurrency: 2, yes: false, force: false, json: false };

test.each([
  ["colorize a.jpg", plain],
  ["colorize --repair a.jpg --clarity", { ...plain, repair: true, clarity: true }],
  ["colorize --repair auto a.jpg --clarity=auto", { ...plain, repair: "auto", clarity: "auto" }],
  ["colorize a.jpg --clarity always --repair", { ...plain, repair: true, clarity: true }],
  ["colorize --repair -- auto", { ...plain, repair: true, photos: ["auto"] }],
  ["colorize a.jpg --model tiny --format jpeg", { ...plain, model: "tiny", format: "jpeg" }],
  ["colorize a.jpg --strength .5 --metadata strip_gps", { ...plain, strength: 0.5, metadata: "strip_gps" }],
  ["colorize a.jpg --out=c --concurrency 16", { ...plain, out: "c", concurrency: 16 }],
  ["colorize a.jpg --yes --force --json", { ...plain, yes: true, force: true, json: true }],
  ["colorize -- --strange.jpg -", { ...plain, photos: ["--strange.jpg", "-"] }],
  ["login --url http://x --key k", { name: "login", url: "http://x", key: "k" }],
  ["logout", { name: "logout" }],
  ["jobs --limit 5 --status failed", { name: "jobs", limit: 5, status: "failed", json: false }],
  ["jobs", { name: "jobs", limit: 20, json: false }],
  ["archive job_1 job_2 --out a.zip", { name: "archive", jobs: ["job_1", "job_2"], out: "a.zip", force: false }],
  ["balance --json", { name: "balance", json: true }],
  ["--version", { name: "print", text: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) }],
  ["--help", { name: "print", text: expect.stringContaining("Usage: pixomax [options] [command]") }],
  ["help colorize", { name: "print", text: expect.stringContaining("Usage: pixomax colorize [options] <photos...>") }],
])("%s is understood", (line, command) => {
  expect(readCommand(line.split(" "))).toEqual(command);
});

test.each([
  ["help", "--help"],
  ["help", "-h"],
  ["help colorize", "colorize --help"],
  ["help login", "login -h"],
])("%s is the same as %s", (one, other) => {
  expect(readCommand(one.split(" "))).toEqual(readCommand(other.split(" ")));
});

test.each([
  ["", "Which command?"],
  ["paint a.jpg", "There is no command paint."],
  ["colorise a.jpg", "Did you mean colorize?"],
  ["help paint", "There is no command paint."],
  ["colorize", "Which photos?"],
  ["colorize a.jpg --model huge", "--model"],
  ["colorize a.jpg --format gif", "--format"],
  ["colorize a.jpg --strength 2", "--strength"],
  ["colorize a.jpg --strength high", "--strength"],
  ["colorize a.jpg --metadata gone", "--metadata"],
  ["colorize a.jpg --concurrency 0", "--concurrency"],
  ["colorize a.jpg --concurrency 17", "--concurrency"],
  ["colorize a.jpg --repair=maybe", "--repair"],
  ["colorize a.jpg --fast", "--fast"],
  ["colorize a.jpg --out", "--out"],
  ["balance now", "takes no arguments"],
  ["jobs --status lost", "--status"],
  ["jobs --limit 1.5", "--limit"],
  ["archive", "Which jobs?"],
  ["completion", "Which shell?"],
  ["completion tcsh", "tcsh"],
])("'%s' is refused as wrong usage, saying what is wrong", (line, message) => {
  const refused = () => readCommand(line ? line.split(" ") : []);
  expect(refused).toThrow(ExitError);
  expect(refused).toThrow(message);
  expect(refused).toThrow(expect.objectContaining({ exitCode: exitCodes.wrongUsage }));
});

test("an empty name is no photo and no folder: it would mean the current folder", () => {
  expect(() => readCommand(["colorize", ""])).toThrow("Which photos?");
  expect(() => readCommand(["colorize", "a.jpg", "--out", ""])).toThrow("--out");
});

const textOf = (line: string): string => {
  const command = readCommand(line.split(" "));
  return command.name === "print" ? command.text : "";
};

test("the help of the program names every exit code, and no line is wider than a terminal", () => {
  for (const code of Object.values(exitCodes)) expect(textOf("--help")).toMatch(new RegExp(`^  ${code}  `, "m"));
  const lines = ["--help", "help colorize", "help login", "help jobs"].flatMap((line) => textOf(line).split("\n"));
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
});

/** What bash offers for the last of these words. */
function completeInBash(...words: string[]): string[] {
  const quoted = words.map((word) => `'${word}'`).join(" ");
  const script = `${textOf("completion bash")}\nCOMP_WORDS=(${quoted}); COMP_CWORD=${words.length - 1}; _pixomax; echo "\${COMPREPLY[@]}"`;
  return String(execFileSync("bash", ["-c", script]))
    .split(/\s+/)
    .filter(Boolean);
}

test.skipIf(process.platform === "win32")("bash completes commands, options and the options' values", () => {
  expect(completeInBash("pixomax", "l")).toEqual(["login", "logout"]);
  expect(completeInBash("pixomax", "colorize", "photos", "--re")).toEqual(["--repair"]);
  expect(completeInBash("pixomax", "colorize", "--model", "")).toEqual(["large", "tiny"]);
  expect(completeInBash("pixomax", "jobs", "--status", "f")).toEqual(["failed"]);
  // Nothing of its own: bash then offers files.
  expect(completeInBash("pixomax", "colorize", "ph")).toEqual([]);
});

test("zsh runs the script of bash, and fish gets a line for every command and option", () => {
  expect(textOf("completion zsh")).toContain(textOf("completion bash"));
  const fish = textOf("completion fish");
  expect(fish).toContain("__fish_use_subcommand -f -a colorize");
  expect(fish).toContain(
    "'__fish_seen_subcommand_from colorize' -l model -d 'large has better colors, tiny is faster'",
  );
  expect(fish).toMatch(/-l metadata .* -x -a 'keep strip_gps strip'$/m);
});
