/** One line of a CSV file (RFC 4180). */
export const writeCsvLine = (cells: (string | number)[]): string => `${cells.map(writeCell).join(",")}\r\n`;

function writeCell(cell: string | number): string {
  if (typeof cell === "number") return String(cell);
  // A text that a spreadsheet would run as a formula.
  const text = /^[=+\-@\t\r\n]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
