import { appendFileSync, copyFileSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { publishedFile } from "../testing/open-stand-ins";
import { hashFile, isUnchanged } from "./hash-file";
import { openSession, type Sessions } from "./open-session";

const dir = mkdtempSync(path.join(tmpdir(), "open-session-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const sessions: Sessions = { isLean: false, opened: new Set(), models: new Set() };
let copies = 0;
function copyGraph(): string {
  const file = path.join(dir, `${copies++}.onnx`);
  copyFileSync(publishedFile("ddcolor"), file);
  return file;
}

it("a graph is opened from the path whose hash was compared", async () => {
  const session = await openSession(await hashFile(copyGraph()), 1, sessions);
  expect(session.inputNames).toEqual(["input"]);
  expect(sessions.opened.has(session)).toBe(true);
});

it.each([
  ["another file takes its place", (file: string) => renameSync(copyGraph(), file)],
  ["it is written to", (file: string) => appendFileSync(file, " ")],
])("a file is not run when %s between the comparison and the opening", async (_what, change) => {
  const file = copyGraph();
  const verified = await hashFile(file);
  expect(await isUnchanged(verified)).toBe(true);
  change(file);
  const before = sessions.opened.size;
  await expect(openSession(verified, 1, sessions)).rejects.toThrow();
  expect(await isUnchanged(verified)).toBe(false);
  expect(sessions.opened.size).toBe(before);
});
