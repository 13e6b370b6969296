// One way to read a command line: commander gives parsing and help from one definition, zod says what a value must be.

import { Command, CommanderError, InvalidArgumentError } from "@commander-js/extra-typings";
import type { z } from "zod";
import { AppError } from "../lib/errors/app-error";
import "../lib/lifecycle/end-with-reader";

/** The command line is wrong; the message says what about it, and `help` how it is used. Programs exit with 2. */
export class UsageError extends Error {
  constructor(
    message: string,
    readonly help: string,
  ) {
    super(message);
  }
}

/** A reason to stop that people read as one sentence, without a stack. */
export class CommandError extends Error {
  constructor(
    message: string,
    readonly exitCode = 1,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The help was requested. Programs print it and exit with 0. */
export class HelpRequest extends Error {}

/** For `.argument` and `.option`: what the schema refuses becomes the usage error of that argument. */
export function parsedBy<Value>(schema: z.ZodType<Value, string>): (text: string) => Value {
  return (text) => {
    const parsed = schema.safeParse(text);
    if (parsed.success) return parsed.data;
    throw new InvalidArgumentError(`${parsed.error.issues[0]?.message ?? "It is not valid"}.`);
  };
}

function toSentence(message: string): string {
  const [first = "", ...rest] = message.replace(/^error: /, "").trim();
  const sentence = first.toUpperCase() + rest.join("");
  return /[.?!]$/.test(sentence) ? sentence : `${sentence}.`;
}

/**
 * Reads `args` by the commands that `define` adds to a program; each command's action returns by calling `done`.
 * @param name how the program is started, for its help
 * @throws {UsageError, HelpRequest}
 */
export function readArguments<Result>(
  name: string,
  args: string[],
  define: (program: Command, done: (result: Result) => void) => unknown,
): Result {
  let help = "";
  const results: Result[] = [];
  const program = new Command(name).exitOverride().configureOutput({
    writeOut: (text) => {
      help += text;
    },
    writeErr: () => {},
  });
  define(program, (result) => results.push(result));
  try {
    program.parse(args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) throw new HelpRequest(help);
    const reason = error.code === "commander.help" ? "Which command?" : toSentence(error.message);
    const failed = program.commands.find((command) => command.name() === args[0]) ?? program;
    throw new UsageError(reason, failed.helpInformation());
  }
  const [result] = results;
  if (result === undefined) throw new UsageError("Which command?", program.helpInformation());
  return result;
}

const isFileError = (error: Error): boolean => "syscall" in error;

/**
 * Runs a program to its exit code: what it returns; 0 after its help; 2 after a wrong command line; a CommandError's own; 1 after
 * an error that `isExpected` of the product or the disk. Their messages are printed; other errors are defects and thrown on.
 */
export async function runProgram(
  program: () => Promise<number>,
  isExpected = (error: Error): boolean => error instanceof AppError || isFileError(error),
): Promise<number> {
  try {
    return await program();
  } catch (error) {
    if (error instanceof HelpRequest) {
      process.stdout.write(error.message);
      return 0;
    }
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\n\n${error.help}`);
      return 2;
    }
    if (!(error instanceof Error)) throw error;
    if (!(error instanceof CommandError) && !isExpected(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    return error instanceof CommandError ? error.exitCode : 1;
  }
}
