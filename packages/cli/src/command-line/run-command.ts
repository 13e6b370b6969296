import { readFile } from "node:fs/promises";
import path from "node:path";
import { type ExitCode, exitCodes } from "../exit-codes";
import type { Command } from "./read-command";

/** Runs one command; each loads its own code, so that --help does not wait for the others'. */
export async function runCommand(command: Command): Promise<ExitCode> {
  switch (command.name) {
    case "help":
      process.stdout.write(command.text);
      return exitCodes.done;
    case "version":
      process.stdout.write(`${await readVersion()}\n`);
      return exitCodes.done;
    case "login":
      await (await import("../commands/login")).login(command);
      return exitCodes.done;
    case "logout":
      await (await import("../commands/logout")).logout();
      return exitCodes.done;
    case "balance":
      await (await import("../commands/balance")).balance(command);
      return exitCodes.done;
    case "jobs":
      await (await import("../commands/jobs")).jobs(command);
      return exitCodes.done;
    case "colorize":
      return command.arguments.includes("-")
        ? (await import("../commands/colorize-stdin")).colorizeStdin(command)
        : (await import("../commands/colorize")).colorize(command);
  }
}

async function readVersion(): Promise<string> {
  const file = path.resolve(import.meta.dirname, "../../../../package.json");
  return (JSON.parse(await readFile(file, "utf8")) as { version: string }).version;
}
