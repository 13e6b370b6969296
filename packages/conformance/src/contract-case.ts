import type { Endpoint } from "./endpoint";

/** The endpoint answered as expected or not; `not provoked` when the state that the case needs was missing. */
export type Outcome = { verdict: "ok" | "failed" | "not provoked"; got: string };
/** One sentence of the contract, to be tried. */
export type ContractCase = {
  name: string;
  expected: string;
  /** Credits it uses on an endpoint that does as expected. */
  credits: number;
  /** Not required by the contract: reported, but no reason to fail. */
  isAddition?: boolean;
  run(endpoint: Endpoint): Promise<Outcome>;
};
export type Row = Pick<ContractCase, "name" | "expected"> & Outcome & { isAddition: boolean };

export const notProvoked = (why: string): Outcome => ({ verdict: "not provoked", got: why });
export const judge = (isRight: boolean, got: string): Outcome => ({ verdict: isRight ? "ok" : "failed", got });
