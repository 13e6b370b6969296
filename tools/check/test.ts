// npm test: every test there is, from the sources to the browser. Its last line counts them.
import "../../lib/lifecycle/end-with-reader";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { findPrograms } from "../../e2e/support/cluster/find-programs";
import { runChecks, sourceChecks } from "./run-checks";
import { runCommand } from "./run-command";
import { tryTrainingRecipe } from "./try-training-recipe";

type Count = { passed: number; failed: number; skipped: number };
const reports = "test-results/reports";

/** Counts of a report; one failure where the runner failed without naming a test, or wrote no report. */
function readCount(file: string, passed: boolean, read: (report: Record<string, unknown>) => Count): Count {
  let count: Count = { passed: 0, failed: 0, skipped: 0 };
  try {
    count = read(JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>);
  } catch {
    console.log(`No report in ${file}.`);
  }
  const silent = count.failed === 0 && (!passed || count.passed === 0);
  return silent ? { ...count, failed: 1 } : count;
}

async function runUnitTests(): Promise<Count> {
  const file = `${reports}/unit.json`;
  const { passed } = await runCommand(
    ["node_modules/vitest/vitest.mjs", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`],
    "live",
  );
  return readCount(file, passed, (report) => ({
    passed: Number(report.numPassedTests),
    failed: Number(report.numFailedTests),
    skipped: Number(report.numPendingTests) + Number(report.numTodoTests),
  }));
}

async function runBrowserTests(): Promise<Count> {
  const found = findPrograms();
  if ("missing" in found) console.log(`The tests of a cluster are skipped: ${found.missing.join(", ")} not installed.`);
  const { passed } = await runCommand(["node_modules/@playwright/test/cli.js", "test"], "live");
  return readCount(`${reports}/e2e.json`, passed, ({ stats }) => {
    const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = stats as Record<string, number>;
    if (flaky > 0) console.log(`${flaky} passed on the second try only; their names are above. Each is worth a look.`);
    return { passed: expected + flaky, failed: unexpected, skipped };
  });
}

async function runPhase(name: string, run: () => Promise<Count>): Promise<Count> {
  console.log(`\n=== ${name}`);
  const started = performance.now();
  const count = await run();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`=== ${name}: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped in ${seconds} s`);
  return count;
}

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
const counts = [
  await runPhase("checks", () => runChecks(sourceChecks)),
  await runPhase("training recipe", async () => ({ passed: 0, failed: 0, skipped: 0, [await tryTrainingRecipe()]: 1 })),
  await runPhase("unit, database and engine", runUnitTests),
  await runPhase("API over HTTP, browser and cluster", runBrowserTests),
];
const total = (name: keyof Count) => counts.reduce((sum, count) => sum + count[name], 0);
console.log(
  `\n${total("passed")} passed, ${total("failed")} failed${total("skipped") ? `, ${total("skipped")} skipped` : ""}`,
);
process.exitCode = total("failed") > 0 ? 1 : 0;
