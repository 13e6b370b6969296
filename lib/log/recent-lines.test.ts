import { expect, test } from "vitest";
import { createLog } from "./log";
import { createRecentLines } from "./recent-lines";

test("keeps the last lines, oldest first, each cut at its length", () => {
  const recent = createRecentLines(3);
  expect(recent.list()).toEqual([]);
  for (const line of ["a", "b"]) recent.add(line);
  expect(recent.list()).toEqual(["a", "b"]);
  for (const line of ["c", "d", "e"]) recent.add(line);
  expect(recent.list()).toEqual(["c", "d", "e"]);
  recent.add("x".repeat(5000));
  expect(recent.list().at(-1)).toHaveLength(2000);
});

test("holds what the log writes, redacted", () => {
  const recent = createRecentLines();
  const log = createLog("info", { write: (line) => recent.add(line) });
  log.info({ password: "correct horse battery" }, "a request");
  log.debug("too quiet");
  expect(recent.list()).toHaveLength(1);
  expect(recent.list()[0]).toContain("a request");
  expect(recent.list()[0]).not.toContain("correct horse");
});
