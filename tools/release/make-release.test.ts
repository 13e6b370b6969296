import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, expect, test } from "vitest";
import { makeRelease } from "./make-release";

let root: string;
const git = (...args: string[]) => execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: "pipe" }).trim();
const read = (file: string) => readFileSync(path.join(root, file), "utf8");
const order = (wanted: string, dryRun = false) => makeRelease({ root, wanted, date: "2026-01-31", dryRun });

function write(file: string, content: unknown): void {
  const at = path.join(root, file);
  mkdirSync(path.dirname(at), { recursive: true });
  writeFileSync(at, typeof content === "string" ? content : `${JSON.stringify(content, null, 2)}\n`);
}

function commit(subject: string): void {
  git("add", "--all");
  git("commit", "--quiet", "--message", subject);
}

/** npm takes seconds to pack, and several times that on a busy machine. */
const packingTimeoutMs = 120_000;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "release-"));
  git("init", "--quiet");
  git("config", "user.name", "Test");
  git("config", "user.email", "test@example.org");
  const prepack = "node build.mjs";
  const client = { name: "client", version: "0.1.0", files: ["index.js"], scripts: { prepack } };
  const cli = {
    name: "a-cli",
    version: "0.1.0",
    scripts: { prepack },
    dependencies: { client: "0.1.0", zod: "0.1.0" },
  };
  write("package.json", '{ "name": "studio", "version": "0.1.0", "private": true, "files": ["a"] }\n');
  write("packages/client/package.json", client);
  write("packages/client/build.mjs", 'import fs from "node:fs"; fs.writeFileSync("index.js", "");');
  write("packages/a-cli/package.json", cli);
  write("packages/a-cli/build.mjs", 'import fs from "node:fs"; fs.statSync("../client/index.js");');
  write("packages/fake/package.json", { name: "fake", version: "0.1.0", private: true });
  write("package-lock.json", {
    version: "0.1.0",
    packages: {
      "": { version: "0.1.0" },
      "packages/a-cli": { version: "0.1.0", dependencies: cli.dependencies },
      "packages/client": { version: "0.1.0" },
    },
  });
  write("CHANGELOG.md", "# Changelog\n\n## Unreleased\n\n### New\n\n- A thing.\n");
  write(".gitignore", "release\nindex.js\n");
  commit("Begin");
});

test(
  "a release is one commit and one tag, with the same version everywhere and a tarball of each public package, built in order",
  () => {
    const { version, tarballs } = order("minor");
    expect(version).toBe("0.2.0");
    expect(tarballs).toEqual(["a-cli-0.2.0.tgz", "client-0.2.0.tgz"]);
    expect(git("log", "--format=%s")).toBe("Release 0.2.0\nBegin");
    expect(git("rev-list", "-n1", "v0.2.0")).toBe(git("rev-parse", "HEAD"));
    expect(git("tag", "--list", "--format=%(contents)", "v0.2.0")).toBe("0.2.0\n\n### New\n\n- A thing.");
    expect(git("status", "--porcelain")).toBe("");
    expect(read("package.json")).toBe('{ "name": "studio", "version": "0.2.0", "private": true, "files": ["a"] }\n');
    expect(JSON.parse(read("packages/a-cli/package.json"))).toMatchObject({
      version: "0.2.0",
      dependencies: { client: "0.2.0", zod: "0.1.0" },
    });
    expect(JSON.parse(read("package-lock.json"))).toEqual({
      version: "0.2.0",
      packages: {
        "": { version: "0.2.0" },
        "packages/a-cli": { version: "0.2.0", dependencies: { client: "0.2.0", zod: "0.1.0" } },
        "packages/client": { version: "0.2.0" },
      },
    });
    expect(read("CHANGELOG.md")).toBe(
      "# Changelog\n\n## Unreleased\n\n## 0.2.0 (2026-01-31)\n\n### New\n\n- A thing.\n",
    );
  },
  packingTimeoutMs,
);

test("what was merged since the last version stands in for a changelog that nobody wrote", () => {
  write("CHANGELOG.md", "# Changelog\n\n## Unreleased\n");
  commit("Release 0.1.0");
  git("tag", "v0.1.0");
  write("more.txt", "more");
  commit("Add more");
  expect(order("patch", true)).toMatchObject({ version: "0.1.1", section: "- Add more.", subjects: ["Add more"] });
});

test("a dry run tells the version and the section, and changes nothing", () => {
  expect(order("1.0.0", true)).toMatchObject({ version: "1.0.0", section: "### New\n\n- A thing.", tarballs: [] });
  expect(git("log", "--format=%s")).toBe("Begin");
  expect(git("tag", "--list") + git("status", "--porcelain")).toBe("");
  expect(existsSync(path.join(root, "release"))).toBe(false);
});

test("changes that are not committed, new files too, stop a release", () => {
  write("new.txt", "new");
  expect(() => order("minor")).toThrow("not committed");
});

test("a taken tag and a version without anything new are refused", () => {
  git("tag", "v0.2.0", "HEAD");
  expect(() => order("minor")).toThrow("v0.2.0");
  expect(() => order("major")).toThrow("Nothing was merged");
});

test(
  "a package that cannot be packed leaves the tree as it was",
  () => {
    write("packages/client/build.mjs", "process.exit(1);");
    commit("Break the build");
    expect(() => order("minor")).toThrow();
    expect(git("status", "--porcelain") + git("tag", "--list")).toBe("");
    expect(git("log", "--format=%s")).toBe("Break the build\nBegin");
    expect(JSON.parse(read("package.json")).version).toBe("0.1.0");
  },
  packingTimeoutMs,
);
