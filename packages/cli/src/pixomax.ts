#!/usr/bin/env node
import { readCommand } from "./command-line/read-command";
import { runCommand } from "./command-line/run-command";
import { exitCodes } from "./exit-codes";
import { explainError } from "./explain-error";
import { describeIgnored, writeMessage } from "./screen/messages";

// `pixomax COMMAND …`. Standard output carries answers alone; everything for people goes to standard error. The exit
// codes are in exit-codes.ts.
async function main(args: string[]): Promise<number> {
  try {
    return await runCommand(readCommand(args));
  } catch (error) {
    const { message, exitCode, ignoredFields } = explainError(error);
    for (const line of [message, describeIgnored(ignoredFields)]) if (line) writeMessage(line);
    return exitCode ?? exitCodes.someFailed;
  }
}

// Whoever reads the output may stop reading: `pixomax jobs | head`.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => process.exit(exitCodes.done));
const code = await main(process.argv.slice(2));
// Connections kept open would hold the process for seconds.
process.stdout.write("", () => process.exit(code));
