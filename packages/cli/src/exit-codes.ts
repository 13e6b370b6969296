/** The program's exit codes; scripts rely on them. The help prints this list. */
export const exitCodes = {
  done: 0,
  someFailed: 1,
  wrongUsage: 2,
  notLoggedIn: 3,
  notEnoughCredits: 4,
  unreachable: 5,
  notConfirmed: 6,
  interrupted: 130,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Ends the program: the message is for the person, the code for the script. */
export class ExitError extends Error {
  constructor(
    message: string,
    readonly exitCode: ExitCode,
  ) {
    super(message);
  }
}

/** A command line that cannot be followed; the message ends with the help to read. `command` is empty for the program. */
export function wrongUsage(command: string, message: string): ExitError {
  const help = command ? `pixomax help ${command}` : "pixomax --help";
  return new ExitError(`${message}\nSee: ${help}`, exitCodes.wrongUsage);
}
