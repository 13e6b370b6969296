import type { Endpoint } from "./endpoint";

/** What came back: as expected, something else, or nothing because the state for it was not there. */
export type Outcome = { verdict: "ok" | "failed" | "not provoked"; got: string };
/** One sentence of the contract, to be tried. */
export type ContractCase = {
  name: string;
  expected: string;
  /** Credits it uses on an endpoint that does as expected. */
  credits: number;
  /** What the contract does not ask for: told, but no reason to fail. */
  isAddition?: boolean;
  run(endpoint: Endpoint): Promise<Outcome>;
};
export type Row = Pick<ContractCase, "name" | "expected"> & Outcome & { isAddition: boolean };

export const notProvoked = (why: string): Outcome => ({ verdict: "not provoked", got: why });
export const judge = (isRight: boolean, got: string): Outcome => ({ verdict: isRight ? "ok" : "failed", got });
