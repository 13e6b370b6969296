import pg from "pg";
import { z } from "zod";
import { metrics } from "./metrics";
import { openSpan } from "./trace";

/** Prepared statements that are told apart by their name; everything else is a transaction's frame or `other`. */
const named = new Set(["key", "hold", "capture", "release"]);
const statementSchema = z.object({ name: z.string().optional().catch(undefined), text: z.string().catch("") });

/** What a statement counts as: its name, less what tells connections apart, such as `hold_3`. */
export function nameOperation(statement: unknown): string {
  const { name, text } = statementSchema.catch({ text: String(statement) }).parse(statement);
  const known = name?.replace(/[_-].*$/, "") ?? "";
  if (named.has(known)) return known;
  return /^\s*(BEGIN|COMMIT|ROLLBACK)\b/i.test(text) ? "transaction" : "other";
}

type Query = (...given: unknown[]) => unknown;

/** A connection whose statements are timed, from when they are sent to their last row; the wait for a free connection is not. */
export class MeasuredClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    const query = super.query.bind(this) as Query;
    this.query = ((...given: unknown[]) => time(query, given)) as typeof this.query;
  }
}

function time(query: Query, given: unknown[]): unknown {
  const operation = nameOperation(given[0]);
  const endTimer = metrics().databaseSeconds.startTimer({ operation });
  const span = named.has(operation) ? openSpan(`database ${operation}`) : null;
  const end = (thrown?: unknown) => {
    endTimer();
    span?.end(thrown);
  };
  const callback = given.at(-1);
  if (typeof callback === "function") {
    return query(...given.slice(0, -1), (error: unknown, ...rest: unknown[]) => {
      end(error);
      callback(error, ...rest);
    });
  }
  const result = query(...given);
  if (result instanceof Promise) result.then(() => end(), end);
  return result;
}
