import { type ContractCase, judge, type Row } from "./contract-case";
import type { Endpoint } from "./endpoint";

/** Tries one case after the other, so that what is charged for can be followed. `onRow` hears of each as it ends. */
export async function runCases(
  cases: readonly ContractCase[],
  endpoint: Endpoint,
  onRow: (row: Row) => void = () => {},
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { name, expected, isAddition = false, run } of cases) {
    const outcome = await run(endpoint).catch((error: unknown) => judge(false, describeFault(error)));
    const row = { name, expected, isAddition, ...outcome };
    rows.push(row);
    onRow(row);
  }
  return rows;
}

/** What fetch throws says little; its cause says which connection failed how. */
function describeFault(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error ? `no answer: ${cause.message}` : `no answer: ${message}`;
}

export const isFailure = ({ verdict, isAddition }: Row): boolean => verdict === "failed" && !isAddition;
