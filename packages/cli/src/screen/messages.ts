/** One line for the person, on standard error. Text from elsewhere (names, answers) cannot steer the terminal. */
export function writeMessage(line: string): void {
  process.stderr.write(`${line.replace(/[^\P{Cc}\n]/gu, " ")}\n`);
}

/** What X-Ignored-Fields named, as a sentence. Null when it named nothing. */
export const describeIgnored = (fields: readonly string[] = []): string | null =>
  fields.length === 0 ? null : `The studio ignored fields that it does not know: ${fields.join(", ")}.`;

/** `1 photo`, `2 photos` */
export const formatCount = (number: number, thing: string): string => `${number} ${thing}${number === 1 ? "" : "s"}`;

/** Columns side by side, two spaces apart, as text that ends with a new line. */
export function formatTable(head: string[], rows: string[][]): string {
  const all = [head, ...rows];
  const widths = head.map((_title, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  return `${all.map(line).join("\n")}\n`;
}
