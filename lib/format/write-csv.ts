type Cell = string | number;

/**
 * One line of a CSV file (RFC 4180), with its line end: numbers as they are, texts in quotes where they need them.
 * A text is never a formula: spreadsheets run those of files people send each other.
 */
export const writeCsvLine = (cells: Cell[]): string => `${cells.map(writeCell).join(",")}\r\n`;

function writeCell(cell: Cell): string {
  return typeof cell === "number" ? String(cell) : quote(defuse(cell));
}

/** A text that a spreadsheet would run as a formula stays a text behind an apostrophe. */
const defuse = (text: string) => (/^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text);

const quote = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
