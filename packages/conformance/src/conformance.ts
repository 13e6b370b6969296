// npm run conformance: tries the contract's cases against an endpoint that claims it, and prints the results.
import { additionCases } from "./addition-cases";
import type { Row } from "./contract-case";
import { contractCases } from "./contract-cases";
import { readOptions, usage } from "./read-options";
import { readPhoto } from "./read-photo";
import { isFailure, runCases } from "./run-cases";

const columns = { name: 50, expected: 30, got: 44 };
const pad = (text: string, width: number) =>
  text.length > width ? `${text.slice(0, width - 1)}…` : text.padEnd(width);
const formatRow = ({ name, expected, got, verdict, isAddition }: Row) => {
  const word = isAddition && verdict === "failed" ? "absent" : verdict;
  return `${pad(name, columns.name)}  ${pad(expected, columns.expected)}  ${pad(got, columns.got)}  ${word}`;
};

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (!options) {
    console.error(usage);
    return 2;
  }
  const { json, additions, photo: file, ...target } = options;
  const cases = additions ? [...contractCases, ...additionCases] : contractCases;
  const photo = await readPhoto(file).catch((error: Error) => error);
  if (photo instanceof Error) {
    console.error(photo.message);
    return 2;
  }
  const write = json ? () => {} : console.log;
  const credits = cases.reduce((sum, one) => sum + one.credits, 0);
  console.error(
    `${cases.length} cases against ${target.url}. This uses up to ${credits} credits of the key's account.\n`,
  );
  write(`${pad("CASE", columns.name)}  ${pad("EXPECTED", columns.expected)}  ${pad("GOT", columns.got)}  RESULT`);
  const rows = await runCases(cases, { ...target, photo }, (row) => write(formatRow(row)));
  const failed = rows.filter(isFailure).length;
  const count = (verdict: Row["verdict"]) => rows.filter((row) => row.verdict === verdict).length;
  write(`\n${count("ok")} ok, ${failed} failed, ${count("not provoked")} not provoked.`);
  if (json) console.log(JSON.stringify({ url: target.url, conforms: failed === 0, rows }, null, 2));
  return failed === 0 ? 0 : 1;
}

// Whoever reads the output may stop reading: `npm run conformance | head`.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => process.exit(0));
process.exitCode = await main();
