import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { checkPython, listPythons } from "./check-python";

const dir = mkdtempSync(path.join(tmpdir(), "check-python-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const printed: string[] = [];
beforeEach(() => {
  vi.spyOn(console, "log").mockImplementation((text: string) => void printed.push(text));
});
afterEach(() => {
  vi.restoreAllMocks();
  printed.length = 0;
});

/** A program that answers as a Python that lacks some packages, and runs any module by doing `work`. */
function pretendPython(name: string, missing: string, work: string): string {
  const file = path.join(dir, name);
  writeFileSync(file, `#!/bin/sh\nif [ "$1" = -c ]; then echo "${missing}"; else ${work}; fi\n`, { mode: 0o755 });
  return file;
}

describe("the check of models/training", () => {
  it("is skipped with one line that says how to install what it takes where no Python has it", async () => {
    const pythons = [path.join(dir, "no-python"), pretendPython("bare", "mypy torch", "exit 1")];
    expect(await checkPython(pythons)).toBe("skipped");
    expect(printed).toHaveLength(1);
    expect(printed[0]).toContain(
      'no Python with ruff, mypy, numpy, torch; install with pip install -e "models/training[check]"',
    );
  });

  it("uses the first Python that has every package, in models/training", async () => {
    const bare = pretendPython("bare", "ruff mypy", "exit 1");
    const good = pretendPython("good", "", `test "$1" = -m && test -f pyproject.toml`);
    expect(await checkPython([bare, good, pretendPython("unused", "", "exit 1")])).toBe("passed");
    expect(printed).toEqual([]);
  });

  it("fails with the words of every tool that finds something", async () => {
    const python = pretendPython("strict", "", `echo "$2 $3 found something" >&2; test "$2" = mypy`);
    expect(await checkPython([python])).toBe("failed");
    expect(printed.join()).toContain("ruff check found something");
    expect(printed.join()).toContain("ruff format found something");
    expect(printed.join()).not.toContain("mypy  found something");
  });

  it("prefers the Python that PYTHON names, then the checkout's environments", () => {
    expect(listPythons("/opt/python")[0]).toBe("/opt/python");
    expect(listPythons("")[0]).toContain(`${path.sep}.venv${path.sep}`);
    expect(listPythons("").at(-1)).toBe("python3");
  });
});
