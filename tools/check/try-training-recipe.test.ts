import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { tryTrainingRecipe } from "./try-training-recipe";

const dir = mkdtempSync(path.join(tmpdir(), "recipe-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const told: string[] = [];
beforeEach(() => {
  vi.spyOn(console, "log").mockImplementation((text: string) => void told.push(text));
});
afterEach(() => {
  vi.restoreAllMocks();
  told.length = 0;
});

/** A program that answers as a Python that lacks some packages, and runs any script by doing `work`. */
function pretendPython(name: string, missing: string, work: string): string {
  const file = path.join(dir, name);
  writeFileSync(file, `#!/bin/sh\nif [ "$1" = -c ]; then echo "${missing}"; else ${work}; fi\n`, { mode: 0o755 });
  return file;
}

describe("the training recipe in npm test", () => {
  it("is skipped with a sentence where Python or one of its packages is missing", async () => {
    expect(await tryTrainingRecipe(path.join(dir, "no-python"))).toBe("skipped");
    expect(await tryTrainingRecipe(pretendPython("bare", "onnx torch", "exit 1"))).toBe("skipped");
    expect(told[0]).toContain("not tried: there is no Python that answers to");
    expect(told[1]).toContain("has no onnx, torch. PYTHON=");
  });

  it("passes when the recipe runs to its end", async () => {
    expect(
      await tryTrainingRecipe(
        pretendPython("good", "", `test "$*" = "-m pixomax_training.smoke" && test -d pixomax_training`),
      ),
    ).toBe("passed");
    expect(told).toEqual([]);
  });

  it("fails with the recipe's own words when it does not", async () => {
    expect(await tryTrainingRecipe(pretendPython("bad", "", "echo nan is no loss >&2; exit 1"))).toBe("failed");
    expect(told.join()).toContain("nan is no loss");
  });
});
