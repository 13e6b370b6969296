/** A line for the person, on standard error. Text from elsewhere (names, answers) cannot steer the terminal. */
export function say(line: string): void {
  process.stderr.write(`${line.replace(/[^\P{Cc}\n]/gu, " ")}\n`);
}

/** `1 photo`, `2 photos` */
export const count = (number: number, thing: string): string => `${number} ${thing}${number === 1 ? "" : "s"}`;
