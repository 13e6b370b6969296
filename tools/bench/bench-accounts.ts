import "../../lib/lifecycle/end-with-reader";
import { checkLedger } from "../../lib/credits/check/check-ledger";
import type { Db } from "../../lib/db/client";
import { accountCalls } from "./accounts/account-calls";
import { fillAccount } from "./accounts/fill-account";
import { onEachDatabase } from "./on-each-database";

/**
 * `npm run bench:accounts`: what an account's pages and calls take with 200,000 rows against 200, in one run, on the embedded
 * database (on disk, in its own process) and, when TEST_DATABASE_URL names a server, on PostgreSQL.
 */
const small = 200;
const large = Number(process.argv[2] ?? 200_000);
const runs = 15;
async function measure(name: string, db: Db): Promise<void> {
  const accounts = { small: await fillAccount(db, small), large: await fillAccount(db, large) };
  await db.$executeRawUnsafe("ANALYZE");
  const broken = await checkLedger(db);
  if (broken.length > 0) throw new Error(`the ledger broke: ${JSON.stringify(broken[0])}`);
  console.log(`\n${name}: ms at ${small} rows, at ${large}, ratio`);
  for (const [what, call] of Object.entries(accountCalls)) {
    const few: number[] = [];
    const many: number[] = [];
    for (let run = 0; run < runs; run++) {
      few.push(await timed(() => call(db, accounts.small)));
      many.push(await timed(() => call(db, accounts.large)));
    }
    const [a, b] = [median(few), median(many)];
    console.log(
      `${what.padEnd(30)} ${a.toFixed(1).padStart(7)} ${b.toFixed(1).padStart(8)} ${(b / a).toFixed(1).padStart(7)}`,
    );
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

await onEachDatabase(measure);
process.exit(0);
