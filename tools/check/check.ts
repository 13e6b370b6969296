// npm run check: everything that can be told without a browser or a running studio, in well under a minute.
import "../../lib/lifecycle/end-with-reader";
import { type Check, inSeconds, runChecks, sourceChecks } from "./run-checks";

const unitTests: Check = {
  name: "unit tests",
  steps: [["node_modules/vitest/vitest.mjs", "run", "--reporter=dot"]],
};

const started = performance.now();
const checked = await runChecks(sourceChecks);
// By themselves: they use both cores.
const tested = await runChecks([unitTests]);
const [passed, failed] = [checked.passed + tested.passed, checked.failed + tested.failed];
console.log(`\n${passed} passed, ${failed} failed in ${inSeconds(performance.now() - started)}`);
if (failed > 0) process.exitCode = 1;
