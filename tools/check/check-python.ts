// Lints, format-checks and type-checks models/training with a Python that has what it takes; says so and passes without one.
import { execFile } from "node:child_process";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { listMissingModules } from "./list-missing-modules";

const run = promisify(execFile);

const root = path.resolve(import.meta.dirname, "../..");
const training = path.join(root, "models/training");
// numpy and torch too: without their types mypy has nothing to check against.
const packages = ["ruff", "mypy", "numpy", "torch"];
const steps = [
  ["-m", "ruff", "check", "."],
  ["-m", "ruff", "format", "--check", "."],
  ["-m", "mypy"],
];
const install = `pip install -e "models/training[check]"`;
const environmentPrograms = ["bin/python", "Scripts/python.exe"];

export type PythonOutcome = "passed" | "failed" | "skipped";

/** Programs to try, first come first used: the one PYTHON names, the checkout's virtual environments, then python3. */
export function listPythons(named = process.env.PYTHON): string[] {
  const environments = [root, training].flatMap((folder) =>
    environmentPrograms.map((program) => path.join(folder, ".venv", program)),
  );
  return [...(named ? [named] : []), ...environments, "python3"];
}

/** Runs every step with the first of `pythons` that has the packages, and prints what the failing ones say. */
export async function checkPython(pythons = listPythons()): Promise<PythonOutcome> {
  let python: string | undefined;
  for (const candidate of pythons) {
    if ((await listMissingModules(candidate, packages))?.length === 0) {
      python = candidate;
      break;
    }
  }
  if (!python) {
    console.log(`skipped: no Python with ${packages.join(", ")}; install with ${install}, or set PYTHON`);
    return "skipped";
  }
  let outcome: PythonOutcome = "passed";
  for (const step of steps) {
    try {
      await run(python, step, { cwd: training, maxBuffer: 2 ** 26 });
    } catch (error) {
      const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
      console.log(`${step.slice(1).join(" ")}:\n${stdout}${stderr}`);
      outcome = "failed";
    }
  }
  return outcome;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  if ((await checkPython()) === "failed") process.exitCode = 1;
}
