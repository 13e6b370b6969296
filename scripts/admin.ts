import { readCommand, UsageError, usage } from "./admin/read-command";
import { runCommand } from "./admin/run-command";

// `npm run -s admin -- COMMAND …`. Standard output carries the answer alone, as JSON; everything for people goes to standard
// error. Exit codes: 0 done, 1 failed or a check found something, 2 wrong usage.
async function main(args: string[]): Promise<number> {
  const command = readCommand(args);
  if (command.name === "help") {
    process.stdout.write(usage);
    return 0;
  }
  const { answer, ok } = await runCommand(command);
  process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
  return ok ? 0 : 1;
}

/** Ends the process once its output is out: the migration engine leaves a timer behind that would keep it for 10 s. */
function exit(code: number): void {
  process.stdout.write("", () => process.exit(code));
}

main(process.argv.slice(2)).then(exit, (error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(error instanceof UsageError ? `${message}\n\n${usage}` : `${message}\n`);
  exit(error instanceof UsageError ? 2 : 1);
});
