/** Columns as a table of Markdown that ends with a new line; all but the first flush right. */
export function formatMarkdownTable(head: string[], rows: string[][]): string {
  const line = (row: string[]) => `| ${head.map((_title, column) => (row[column] ?? "").trim()).join(" | ")} |`;
  const rule = `|${head.map((_title, column) => (column === 0 ? "---" : "---:")).join("|")}|`;
  return `${[line(head), rule, ...rows.map(line)].join("\n")}\n`;
}
