import { expect, it } from "vitest";
import { problems } from "@/lib/contract/problems";
import { groupErrors } from "./group-errors";

const codesOf = () => groupErrors().flatMap((group) => group.codes);

it("gives every error code of the contract its place on the docs page, where problem types link to", () => {
  expect(codesOf().toSorted()).toEqual(Object.keys(problems).toSorted());
});

it("lists a code under the status it is sent with", () => {
  for (const { status, codes } of groupErrors()) {
    for (const code of codes) expect([code, problems[code].status]).toEqual([code, status]);
  }
});
