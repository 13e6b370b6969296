// npm run coverage: how much of each folder the unit tests run. Browser tests and worker threads are not counted.
//
//   npm run coverage                       all of it
//   npm run coverage -- lib/credits        only these tests, and only what lies there
import "../../lib/lifecycle/end-with-reader";
import { readFileSync } from "node:fs";
import { runCommand } from "../check/run-command";
import { coverageReportSchema, printFolders, sumByFolder } from "./summarize-coverage";

const report = "coverage/coverage-summary.json";
const folders = ["app", "components", "lib", "packages", "scripts", "server", "tools"];
const left = ["**/*.test.*", "**/*.d.ts", "lib/generated/**", "lib/testing/**"];
const filters = process.argv.slice(2);

const { passed } = await runCommand(
  [
    "node_modules/vitest/vitest.mjs",
    "run",
    ...filters,
    "--reporter=dot",
    "--coverage.enabled",
    "--coverage.provider=v8",
    "--coverage.reporter=json-summary",
    "--coverage.reporter=html",
    "--coverage.reportsDirectory=coverage",
    // A test that fails is no reason to keep the figures back.
    "--coverage.reportOnFailure",
    ...(filters.length > 0 ? filters : folders).map((folder) => `--coverage.include=${folder}/**/*.{ts,tsx,mjs}`),
    ...left.map((pattern) => `--coverage.exclude=${pattern}`),
  ],
  "live",
);
const summary = coverageReportSchema.parse(JSON.parse(readFileSync(report, "utf8")));
console.log(`\n${printFolders(sumByFolder(summary, process.cwd())).join("\n")}`);
console.log("\nLine by line: coverage/index.html");
if (!passed) process.exitCode = 1;
