import { existsSync } from "node:fs";
import pLimit from "p-limit";
import { type CommandResult, runCommand } from "./run-command";

/** `steps` run one after the other and end at the first that fails. */
export type Check = { name: string; steps: string[][] };

const sources = ["app", "components", "e2e", "lib", "packages", "prisma", "scripts", "server", "tools"].filter(
  (folder) => existsSync(folder),
);

/** What holds for the sources, without running the product. The longest come first. */
export const sourceChecks: Check[] = [
  {
    name: "types",
    steps: [
      ["node_modules/next/dist/bin/next", "typegen"],
      ["node_modules/typescript-native/bin/tsc", "--noEmit"],
    ],
  },
  {
    name: "format and lint",
    steps: [
      [
        "node_modules/@biomejs/biome/bin/biome",
        "ci",
        "--colors=off",
        "--diagnostic-level=warn",
        "--error-on-warnings",
        ".",
      ],
    ],
  },
  {
    name: "import directions",
    steps: [
      ["node_modules/dependency-cruiser/bin/dependency-cruise.mjs", ...sources, "--config", ".dependency-cruiser.mjs"],
    ],
  },
  { name: "dead code", steps: [["node_modules/knip/bin/knip.js", "--no-progress"]] },
  { name: "budgets", steps: [["--import", "tsx", "tools/check/check-budgets.ts"]] },
  { name: "python", steps: [["--import", "tsx", "tools/check/check-python.ts"]] },
  { name: "lock", steps: [["--import", "tsx", "tools/check/check-lock.ts"]] },
  { name: "forge files", steps: [["--import", "tsx", "tools/check/forge/check-forge.ts"]] },
  { name: "nginx and systemd", steps: [["--import", "tsx", "tools/check/forge/try-programs.ts"]] },
];

/** "12.3 s". */
export const inSeconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;

type Verdict = "passed" | "failed" | "skipped";

/** A step that cannot run on this machine says so in a line that begins with "skipped:" and ends well. */
async function runCheck({ name, steps }: Check): Promise<Verdict> {
  let result: CommandResult = { passed: true, output: "", milliseconds: 0 };
  let milliseconds = 0;
  for (const step of steps) {
    result = await runCommand(step);
    milliseconds += result.milliseconds;
    if (!result.passed) break;
  }
  const skipped = result.passed && result.output.startsWith("skipped:");
  console.log(
    `${result.passed ? (skipped ? "skip" : "ok  ") : "FAIL"}  ${name.padEnd(18)} ${inSeconds(milliseconds).padStart(7)}`,
  );
  if (skipped || !result.passed) console.log(`\n${result.output.trim()}\n`);
  if (skipped) return "skipped";
  return result.passed ? "passed" : "failed";
}

/** Runs the checks, two at a time, and prints one line for each as it ends, with the tool's own words when it fails. */
export async function runChecks(checks: Check[]): Promise<Record<Verdict, number>> {
  const twoAtATime = pLimit(2);
  const verdicts = await Promise.all(checks.map((check) => twoAtATime(() => runCheck(check))));
  const count = (verdict: Verdict) => verdicts.filter((each) => each === verdict).length;
  return { passed: count("passed"), failed: count("failed"), skipped: count("skipped") };
}
