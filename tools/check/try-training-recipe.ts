import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { listMissingModules } from "./list-missing-modules";

const run = promisify(execFile);

/** A minute on two free cores; a machine that needs this long hangs. */
const patienceMs = 5 * 60_000;
const folder = path.resolve(import.meta.dirname, "../../models/training");
const packages = ["cv2", "numpy", "onnx", "onnxruntime", "torch"];

export type RecipeOutcome = "passed" | "failed" | "skipped";

/**
 * Runs the recipe of models/training on painted pictures and says how it went. Without a Python that has what the recipe needs
 * it is skipped, since nothing of the studio's own needs Python.
 * @param python a program; PYTHON names another than python3
 */
export async function tryTrainingRecipe(
  python = process.env.PYTHON || "python3",
  module = "pixomax_training.smoke",
): Promise<RecipeOutcome> {
  const lack = await findLack(python);
  if (lack) {
    console.log(
      `The training recipe was not tried: ${lack}. PYTHON=/path/to/python names a Python that has what it needs.`,
    );
    return "skipped";
  }
  try {
    await run(python, ["-m", module], { cwd: folder, timeout: patienceMs, maxBuffer: 2 ** 26 });
    return "passed";
  } catch (error) {
    const { stdout = "", stderr = "", killed } = error as { stdout?: string; stderr?: string; killed?: boolean };
    console.log(`${stdout}${stderr}${killed ? `\n${module} was ended after ${patienceMs / 60_000} minutes.` : ""}`);
    return "failed";
  }
}

/** What keeps the recipe from running, in words; null when nothing does. */
async function findLack(python: string): Promise<string | null> {
  const missing = await listMissingModules(python, packages);
  if (!missing) return `there is no Python that answers to ${python}`;
  return missing.length > 0 ? `${python} has no ${missing.join(", ")}` : null;
}
