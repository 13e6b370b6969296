import "server-only";
import { type AuditEntryAnswer, describeAction } from "../contract/accounts/audit";
import type { Db } from "../db/client";
import { writeCsvLine } from "../format/write-csv";
import { type AuditFilter, listAudit, withEmails, withoutOperators } from "./list-audit";

const pageRows = 500;
type Column = [name: string, cell: (entry: AuditEntryAnswer) => string];

const columns: Column[] = [
  ["time", ({ at }) => at],
  ["action", ({ action }) => action],
  ["in_words", ({ action }) => describeAction(action)],
  ["actor", ({ actor }) => actor],
  ["actor_id", ({ actorId }) => actorId ?? ""],
  ["account", ({ userId }) => userId ?? ""],
  ["target", ({ target }) => target ?? ""],
  ["details", ({ details }) => (Object.keys(details).length > 0 ? JSON.stringify(details) : "")],
  ["address_range", ({ addressRange }) => addressRange ?? ""],
  ["browser", ({ userAgent }) => userAgent ?? ""],
  ["id", ({ id }) => id],
];
const email: Column = ["email", (entry) => entry.email ?? ""];

/**
 * The audit log as CSV (RFC 4180), newest first, in chunks. Times are RFC 3339 in UTC.
 * @param forOperator with the email addresses of the accounts; else as their owner may see it
 */
export async function* writeAuditCsv(db: Db, filter: AuditFilter, forOperator = false): AsyncGenerator<string> {
  const shown = forOperator ? [...columns, email] : columns;
  yield writeCsvLine(shown.map(([name]) => name));
  let cursor: string | undefined;
  do {
    const page = await listAudit(db, { ...filter, limit: pageRows, cursor });
    const { entries } = forOperator ? await withEmails(db, page) : withoutOperators(page);
    if (entries.length) yield entries.map((entry) => writeCsvLine(shown.map(([, cell]) => cell(entry)))).join("");
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
}
