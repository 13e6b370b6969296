import type pg from "pg";
import { quote, type Table } from "./read-catalog";

/** Of one INSERT. */
const batchCharacters = 1024 * 1024;
const batchRows = 2000;

/** Inserts the lines that dumpRows wrote, of `columns` in their order. Returns how many. Call it inside a transaction. */
export async function loadRows(
  client: pg.Client,
  table: Table,
  { columns, content }: { columns: string[]; content: AsyncIterable<Uint8Array> },
): Promise<number> {
  const insert = writeInsert(table, columns);
  let count = 0;
  let lines: string[] = [];
  let characters = 0;
  const flush = async () => {
    if (lines.length === 0) return;
    await client.query(insert, [`[${lines.join(",")}]`]);
    count += lines.length;
    lines = [];
    characters = 0;
  };
  for await (const line of splitLines(content)) {
    lines.push(line);
    characters += line.length;
    if (characters >= batchCharacters || lines.length >= batchRows) await flush();
  }
  await flush();
  return count;
}

/** Not node:readline, which also ends a line at U+2028, and JSON may hold that as it is. */
async function* splitLines(content: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let begun = "";
  for await (const chunk of content) {
    const lines = (begun + decoder.decode(chunk, { stream: true })).split("\n");
    begun = lines.pop() ?? "";
    yield* lines;
  }
  if (begun !== "") yield begun;
}

function writeInsert({ name, columns: known }: Table, columns: string[]): string {
  const types = new Map(known.map((column) => [column.name, column.type]));
  const values = columns.map((column, at) => `(line->>${at})::${types.get(column)}`);
  return (
    `INSERT INTO ${quote(name)} (${columns.map(quote).join(", ")}) ` +
    `SELECT ${values.join(", ")} FROM json_array_elements($1::json) AS line`
  );
}

/** Lets the numbers that columns count by themselves go on after the highest that was loaded. */
export async function advanceSequences(client: pg.Client, tables: Table[]): Promise<void> {
  for (const { name, columns } of tables) {
    for (const column of columns) {
      const { rows } = await client.query("SELECT pg_get_serial_sequence($1, $2) AS sequence", [
        quote(name),
        column.name,
      ]);
      if (!rows[0]?.sequence) continue;
      const highest = `SELECT max(${quote(column.name)}) AS highest FROM ${quote(name)}`;
      await client.query(`SELECT setval($1, highest) FROM (${highest}) AS found WHERE highest IS NOT NULL`, [
        rows[0].sequence,
      ]);
    }
  }
}
