import { readCommand } from "./admin/read-command";
import { runCommand } from "./admin/run-command";
import { runProgram } from "./command-line";

// `npm run -s admin -- COMMAND …`. Standard output carries the answer alone, as JSON; everything for people goes to standard
// error. Exit codes: 0 done, 1 failed or a check found something, 2 wrong usage.
async function main(): Promise<number> {
  const { answer, ok } = await runCommand(readCommand(process.argv.slice(2)));
  process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
  return ok ? 0 : 1;
}

/** Ends the process once its output is out: the migration engine leaves a timer behind that would keep it for 10 s. */
function exit(code: number): void {
  process.stdout.write("", () => process.exit(code));
}

runProgram(main, () => true).then(exit);
