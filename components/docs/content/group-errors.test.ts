import { expect, it } from "vitest";
import { problems } from "@/lib/contract/problems";
import { groupErrors } from "./group-errors";

it("gives every error code of the contract its place on the docs page, where problem types link to", () => {
  const listed = groupErrors().flatMap((group) => group.codes);
  expect(listed.toSorted()).toEqual(Object.keys(problems).toSorted());
});
