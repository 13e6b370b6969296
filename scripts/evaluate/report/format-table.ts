/**
 * Columns side by side, two spaces apart, as text that ends with a new line.
 * @param head the titles; a row's cells beyond them are left out
 */
export function formatTable(head: string[], rows: string[][]): string {
  const all = [head, ...rows];
  const widths = head.map((_title, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]) => widths.map((width, column) => (row[column] ?? "").padEnd(width)).join("  ");
  return all.map((row) => `${line(row).trimEnd()}\n`).join("");
}
