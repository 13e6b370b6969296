import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createLog } from "../log/log";
import { currentConsentVersion, listLegalPages, readConsentTerms } from "./consent";
import { readLegalPage } from "./read-legal-page";

let dir: string;
const log = createLog("silent");
const error = vi.spyOn(log, "error");
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), "legal-"));
  error.mockClear();
});
afterEach(() => rmSync(dir, { recursive: true }));

const deps = () => ({ settings: { DATA_DIR: "/nowhere", LEGAL_DIR: dir }, log });
const file = (name: string) => path.join(dir, `${name}.md`);
const terms = () => readLegalPage(deps(), "terms");

test("a page is its file, titled by its first heading; a changed file is seen without a restart, and one taken away is gone", async () => {
  expect(await terms()).toBeNull();
  writeFileSync(file("terms"), "\uFEFFHello\n\n## Our **terms** of [use](/x) ##\n\ntext\n\n# Later\n");
  expect(await terms()).toMatchObject({ name: "terms", title: "Our terms of use" });
  writeFileSync(file("new"), "Allgemeine Geschäftsbedingungen");
  renameSync(file("new"), file("terms"));
  expect(await terms()).toMatchObject({ name: "terms", title: "Terms", text: "Allgemeine Geschäftsbedingungen" });
  writeFileSync(file("terms"), "# Terms of use\n\n## 1. Credits\n");
  expect(await terms()).toMatchObject({ title: "Terms of use", text: "## 1. Credits" });
  rmSync(file("terms"));
  expect(await terms()).toBeNull();
  expect(error).not.toHaveBeenCalled();
});

test("without LEGAL_DIR the pages are in the data folder", async () => {
  mkdirSync(path.join(dir, "legal"));
  writeFileSync(path.join(dir, "legal", "imprint.md"), "# Imprint");
  expect(await listLegalPages({ settings: { DATA_DIR: dir }, log })).toEqual([{ name: "imprint", title: "Imprint" }]);
});

test("a file that cannot be a page counts as none, and is logged once until it changes", async () => {
  const faults: [string, () => void][] = [
    ["too large", () => writeFileSync(file("terms"), `# ${"a".repeat(1_000_000)}`)],
    ["not UTF-8", () => writeFileSync(file("terms"), Buffer.from([0x23, 0x20, 0xff, 0xfe]))],
    ["empty", () => writeFileSync(file("terms"), " \n ")],
    ["a folder", () => mkdirSync(file("terms"))],
  ];
  for (const [at, [name, make]] of faults.entries()) {
    rmSync(file("terms"), { recursive: true, force: true });
    make();
    expect(await terms(), name).toBeNull();
    expect(await terms(), name).toBeNull();
    expect(error, name).toHaveBeenCalledTimes(at + 1);
  }
});

test("what is agreed to are the terms and the privacy page, and any change of either is another version", async () => {
  writeFileSync(file("imprint"), "# Imprint");
  expect(await readConsentTerms(deps())).toBeNull();
  const versions = new Set<string | null>();
  const steps: [string, string][] = [
    ["terms", "one text"],
    ["privacy", "one text"],
    ["privacy", "one text."],
    ["terms", "another text"],
  ];
  for (const [name, text] of steps) {
    writeFileSync(file(name), text);
    versions.add(await currentConsentVersion(deps()));
  }
  writeFileSync(file("imprint"), "# Another imprint");
  versions.add(await currentConsentVersion(deps()));
  expect(versions.size).toBe(4);
  rmSync(file("terms"));
  const onlyPrivacy = await currentConsentVersion(deps());
  renameSync(file("privacy"), file("terms"));
  expect(await currentConsentVersion(deps())).not.toBe(onlyPrivacy);
  expect(await readConsentTerms(deps())).toMatchObject({ pages: [{ name: "terms", title: "Terms" }] });
});
