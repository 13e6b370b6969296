// npm run check: everything that can be told without a browser or a running studio, in well under a minute.
import { runChecks, sourceChecks, unitTests } from "./run-checks";

const checked = await runChecks(sourceChecks);
// By themselves: they use both cores.
const tested = await runChecks([unitTests]);
if (checked.failed + tested.failed > 0) process.exitCode = 1;
