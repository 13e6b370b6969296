import { createUserWithCredits } from "../../prisma/factories/create-user-with-credits";
import type { Db } from "../db/client";
import { secretNames } from "../env/secrets";
import { readSettings } from "../env/settings";
import type { OperatorDeps } from "../operator/operator-deps";

const secrets = Object.fromEntries(secretNames.map((name) => [name, `${name} of the tests, long enough`]));

/** What operators do, on the database of the test and a clock that stands still. No file is read or written. */
export function operatorDeps(db: Db, given: Record<string, string> = {}): OperatorDeps {
  const now = new Date("2027-01-01T00:00:00Z");
  return { db, settings: readSettings({ NODE_ENV: "test", ...secrets, ...given }), clock: { now: () => now } };
}

/** Somebody who runs the studio. Returns the account's id. */
export async function createOperator(db: Db): Promise<string> {
  const { id } = await createUserWithCredits(db, 0);
  await db.user.update({ where: { id }, data: { role: "operator" } });
  return id;
}
