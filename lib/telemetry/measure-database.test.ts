import { expect, test } from "vitest";
import { nameOperation } from "./measure-database";

test.each([
  ["/* hold */ WITH lots AS (SELECT 1) SELECT 1", "hold"],
  [{ text: "\n  /* capture */ UPDATE jobs SET a = 1", values: [] }, "capture"],
  ["/* anything */ SELECT 1", "other"],
  ["SELECT '/* hold */'", "other"],
  ["BEGIN ISOLATION LEVEL SERIALIZABLE", "transaction"],
  [{ text: "COMMIT" }, "transaction"],
  [undefined, "other"],
])("%j counts as %s: few operations, all of them ours", (statement, operation) => {
  expect(nameOperation(statement)).toBe(operation);
});
