import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");
const ledgerFolder = path.join("lib", "credits");
/** A table of the ledger in SQL, or its model in a call of Prisma's client. */
const tables =
  /\bcredit_(balances|entries|hold_lots|holds|lots|movements)\b|\.credit(Balance|Entry|Hold|HoldLot|Lot|Movement)\./;

const listSources = (folder: string) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .map((file) => path.join(folder, file))
    .filter((file) => /\.(ts|tsx|mts|mjs)$/.test(file) && !/\.test\.tsx?$|node_modules|generated/.test(file));

test("only lib/credits names the ledger's tables: elsewhere its rules could be passed by", () => {
  const naming = ["app", "components", "lib", "scripts"]
    .flatMap(listSources)
    .filter((file) => tables.test(readFileSync(path.join(root, file), "utf8")));
  expect(naming.filter((file) => !file.startsWith(ledgerFolder))).toEqual([]);
  expect(naming).toContain(path.join(ledgerFolder, "ledger.ts"));
});
