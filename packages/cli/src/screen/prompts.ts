import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { ExitError, exitCodes } from "../exit-codes";

/** Whether a person is there to answer. */
export const canPrompt = (): boolean => process.stdin.isTTY === true && process.stderr.isTTY === true;

/**
 * One line from the person at the terminal. The question goes to standard error: standard output may be a file.
 * @param hidden show nothing of what is typed
 * @throws {ExitError} Ctrl-C, or the end of input
 */
export async function promptLine(question: string, { hidden = false } = {}): Promise<string> {
  let silent = false;
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (!silent) process.stderr.write(chunk);
      done();
    },
  });
  const terminal = createInterface({ input: process.stdin, output, terminal: true });
  const ended = new Promise<never>((_resolve, reject) => {
    terminal.once("SIGINT", () => reject(new ExitError("\nNothing was done.", exitCodes.interrupted)));
    terminal.once("close", () => reject(new ExitError("\nNo answer.", exitCodes.wrongUsage)));
  });
  try {
    const answer = terminal.question(question);
    silent = hidden;
    return await Promise.race([answer, ended]);
  } finally {
    ended.catch(() => {});
    terminal.close();
    if (hidden) process.stderr.write("\n");
  }
}

/** The first line of what is piped in; empty when nothing is. */
export async function readPipedLine(): Promise<string> {
  const lines = createInterface({ input: process.stdin });
  for await (const line of lines) return line;
  return "";
}
