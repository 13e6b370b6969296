import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { quote, type Table } from "./read-catalog";

/** At about 250 bytes a row, a quarter of a megabyte at a time. */
const rowsAtOnce = 1000;

// As pg_dump does: how values are written must not depend on the server's settings, and a long read must not be cut by them.
const settings = [
  "SET LOCAL TimeZone = 'UTC'",
  "SET LOCAL DateStyle = 'ISO'",
  "SET LOCAL IntervalStyle = 'postgres'",
  "SET LOCAL bytea_output = 'hex'",
  "SET LOCAL extra_float_digits = 3",
  "SET LOCAL statement_timeout = 0",
  "SET LOCAL idle_in_transaction_session_timeout = 0",
];

/** Runs `read` in one transaction that sees the database as it is at its beginning and changes nothing. */
export async function inSnapshot<T>(client: pg.Client, read: () => Promise<T>): Promise<T> {
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  try {
    for (const setting of settings) await client.query(setting);
    return await read();
  } finally {
    await client.query("ROLLBACK"); // it only read
  }
}

/**
 * Writes every row of the table to `file`, a line each: a JSON array of the columns' values in PostgreSQL's own text, null for
 * NULL. So every type comes back as it was, whatever JavaScript's numbers can hold. Returns how many. Call it inside `inSnapshot`.
 */
export async function dumpRows(client: pg.Client, { name, columns }: Table, file: string): Promise<number> {
  const values = columns.map((column) => `${quote(column.name)}::text`).join(", ");
  let count = 0;
  await client.query(
    `DECLARE backup_rows NO SCROLL CURSOR FOR SELECT json_build_array(${values})::text AS line FROM ${quote(name)}`,
  );
  const lines = async function* () {
    for (;;) {
      const { rows } = await client.query<{ line: string }>(`FETCH ${rowsAtOnce} FROM backup_rows`);
      if (rows.length === 0) return;
      count += rows.length;
      yield `${rows.map(({ line }) => line).join("\n")}\n`;
    }
  };
  await pipeline(lines, createWriteStream(file, { mode: 0o600 }));
  await client.query("CLOSE backup_rows");
  return count;
}
