import { colorize } from "../commands/colorize";
import { colorizeStdin } from "../commands/colorize-stdin";
import { downloadArchive } from "../commands/download-archive";
import { login, logout } from "../commands/log-in";
import { showBalance, showJobs } from "../commands/show-account";
import { type ExitCode, exitCodes } from "../exit-codes";
import type { ReadCommand } from "./read-command";

/** Runs one command. @returns what the program ends with */
export async function runCommand(command: ReadCommand): Promise<ExitCode> {
  switch (command.name) {
    case "colorize":
      return command.photos.includes("-") ? colorizeStdin(command) : colorize(command);
    case "print":
      process.stdout.write(command.text);
      break;
    case "login":
      await login(command);
      break;
    case "logout":
      await logout();
      break;
    case "balance":
      await showBalance(command);
      break;
    case "archive":
      await downloadArchive(command);
      break;
    case "jobs":
      await showJobs(command);
      break;
  }
  return exitCodes.done;
}
