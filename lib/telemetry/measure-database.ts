import pg from "pg";
import { metrics } from "./metrics";
import { openSpan } from "./trace";

/** Prepared statements that are told apart by their name; everything else is a transaction's frame or `other`. */
const named = new Set(["key", "lock", "hold", "capture", "release"]);

/** What a statement counts as: the name it is prepared under, less what tells connections apart, as in `hold_3f_1`. */
export function nameOperation(statement: unknown): string {
  if (typeof statement === "string") return /^\s*(BEGIN|COMMIT|ROLLBACK)\b/i.test(statement) ? "transaction" : "other";
  if (typeof statement !== "object" || statement === null) return "other";
  const known = "name" in statement && typeof statement.name === "string" ? statement.name.split("_", 1)[0] : undefined;
  if (known && named.has(known)) return known;
  return "text" in statement ? nameOperation(statement.text) : "other";
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
