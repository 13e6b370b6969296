import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, expect, test } from "vitest";
import { findSubjectFault } from "./check-subject.mjs";

const root = path.resolve(import.meta.dirname, "../..");
/** A commit with hooks takes half a second, and many times that on a busy machine. */
const commitTimeoutMs = 120_000;
let folder: string;
const git = (...args: string[]) => execFileSync("git", args, { cwd: folder, encoding: "utf8", stdio: "pipe" });

function commit(subject: string): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync("git", ["commit", "-m", subject], { cwd: folder, encoding: "utf8" });
  return { status, output: stdout + stderr };
}

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "hooks-"));
  for (const part of [".githooks", "biome.json", ".gitignore", "tools/hooks/check-subject.mjs"]) {
    cpSync(path.join(root, part), path.join(folder, part), { recursive: true });
  }
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  git("init", "--quiet");
  git("config", "user.name", "Test");
  git("config", "user.email", "test@example.org");
  git("config", "core.hooksPath", ".githooks");
});

test(
  "a staged file with a fault stops the commit, and one that is not staged does not",
  () => {
    writeFileSync(path.join(folder, "fine.ts"), "export const one = 1;\n");
    writeFileSync(path.join(folder, "bad.ts"), "export const two: any = 2\n");
    git("add", "fine.ts");
    expect(commit("Add one")).toMatchObject({ status: 0 });
    git("add", "bad.ts");
    const stopped = commit("Add two");
    expect(stopped.status).not.toBe(0);
    expect(stopped.output).toContain("noExplicitAny");
  },
  commitTimeoutMs,
);

test(
  "a commit of files that Biome does not know goes through",
  () => {
    writeFileSync(path.join(folder, "notes.txt"), "notes\n");
    git("add", "notes.txt");
    expect(commit("Add notes")).toMatchObject({ status: 0 });
  },
  commitTimeoutMs,
);

test(
  "a subject of more than 72 characters stops the commit",
  () => {
    writeFileSync(path.join(folder, "notes.txt"), "notes\n");
    git("add", "notes.txt");
    expect(commit("x".repeat(73)).output).toContain("73 characters");
    expect(commit("é".repeat(72))).toMatchObject({ status: 0 });
  },
  commitTimeoutMs,
);

test.each([
  ["Merge branch 'a-very-long-name' into another-very-long-name-that-goes-on-and-on-and-on", null],
  ["# only a comment\n", "The commit needs a subject."],
  ["Subject\nBody without an empty line", "An empty line belongs between the subject and the body."],
  ["Subject\n\nBody", null],
])("%j is judged as %j", (message, fault) => {
  expect(findSubjectFault(message)).toBe(fault);
});
