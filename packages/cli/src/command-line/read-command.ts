import { CommanderError } from "commander";
import { version } from "../../package.json";
import { wrongUsage } from "../exit-codes";
import { bindAddOnWords, type Command, defineProgram } from "./define-program";
import { writeCompletion } from "./write-completion";

/** `print` is text for standard output: help, version, completion. */
export type ReadCommand = Exclude<Command, { name: "help" | "completion" }> | { name: "print"; text: string };

/** @throws {ExitError} wrong usage */
export function readCommand(args: string[]): ReadCommand {
  const [name] = args;
  if (name === undefined || name === "") throw wrongUsage("", "Which command?");
  const commands: Command[] = [];
  let text = "";
  const program = defineProgram(version, (command) => commands.push(command));
  const known = program.commands.find((command) => command.name() === name)?.name() ?? "";
  const output = { writeOut: (more: string) => (text += more), writeErr: () => {} };
  for (const each of [program, ...program.commands]) each.configureOutput(output);
  try {
    program.parse(bindAddOnWords(args), { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { name: "print", text };
    throw wrongUsage(known, explain(error, name));
  }
  const [command] = commands;
  if (!command) throw wrongUsage("", "Which command?");
  if (command.name === "completion") return { name: "print", text: writeCompletion(program, command.shell) };
  if (command.name === "help") return readCommand([...findHelpTopic(command.about, program.commands), "--help"]);
  if (command.name === "colorize" && command.photos.includes("")) throw wrongUsage(known, "Which photos?");
  return command;
}

function findHelpTopic(about: string | undefined, commands: readonly { name(): string }[]): string[] {
  if (about === undefined) return [];
  if (commands.some((command) => command.name() === about)) return [about];
  throw wrongUsage("", `There is no command ${about}.`);
}

/** Commander's own message, in this program's words where those are clearer. */
function explain({ code, message }: CommanderError, name: string): string {
  const [text = "", suggestion] = message.replace(/^error: /, "").split("\n");
  if (code === "commander.unknownCommand") return [`There is no command ${name}.`, suggestion].join(" ").trim();
  if (code === "commander.excessArguments") return `${name} takes no arguments.`;
  if (code === "commander.missingArgument")
    return name === "colorize" ? "Which photos?" : `Which ${text.split("'")[1]}?`;
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith(".") ? "" : "."}`;
}
