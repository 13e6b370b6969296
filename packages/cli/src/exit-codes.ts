/** What scripts can tell apart. The help prints this list. */
export const exitCodes = {
  done: 0,
  someFailed: 1,
  wrongUsage: 2,
  notLoggedIn: 3,
  notEnoughCredits: 4,
  unreachable: 5,
  noConsent: 6,
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
