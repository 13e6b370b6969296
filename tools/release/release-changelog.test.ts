import { expect, test } from "vitest";
import { nextVersion } from "./next-version";
import { releaseChangelog } from "./release-changelog";

const release = { version: "1.2.0", date: "2026-01-31", subjects: ["Add a thing", "Mend another"] };

test("what is under Unreleased gets version and date, older versions stay below, and Unreleased is empty", () => {
  const before = "# Changelog\n\n## Unreleased\n\n- One.\n- Two.\n\n## 1.1.0 (2025-12-01)\n\n- Old.\n";
  expect(releaseChangelog(before, release)).toEqual({
    changelog:
      "# Changelog\n\n## Unreleased\n\n## 1.2.0 (2026-01-31)\n\n- One.\n- Two.\n\n## 1.1.0 (2025-12-01)\n\n- Old.\n",
    section: "- One.\n- Two.",
  });
});

test("where nobody wrote under Unreleased, the merged subjects stand in", () => {
  const { changelog } = releaseChangelog("# Changelog\n\n## Unreleased\n", release);
  expect(changelog).toBe("# Changelog\n\n## Unreleased\n\n## 1.2.0 (2026-01-31)\n\n- Add a thing.\n- Mend another.\n");
});

test("a changelog without Unreleased is refused instead of guessed at", () => {
  expect(() => releaseChangelog("# Changelog\n", release)).toThrow("Unreleased");
});

test.each([
  ["1.9.9", "patch", "1.9.10"],
  ["1.9.9", "minor", "1.10.0"],
  ["1.9.9", "major", "2.0.0"],
  ["1.9.9", "1.10.0", "1.10.0"],
])("after %s, %s is %s", (current, wanted, next) => {
  expect(nextVersion(current, wanted)).toBe(next);
});

test.each(["1.9.9", "1.9.8", "0.10.0", "v2.0.0", "2.0", "2.0.0-rc.1", "01.0.0", "", "next"])(
  "%j is refused after 1.9.9",
  (wanted) => {
    expect(() => nextVersion("1.9.9", wanted)).toThrow(/is not above|Say major/);
  },
);
