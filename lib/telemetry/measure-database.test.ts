import { expect, test } from "vitest";
import { nameOperation } from "./measure-database";

test.each([
  [{ name: "hold_3f9a_1", text: "WITH lots AS (SELECT 1) SELECT 1" }, "hold"],
  [{ name: "capture", text: "UPDATE jobs SET a = 1", values: [] }, "capture"],
  [{ name: "anything_1", text: "SELECT 1" }, "other"],
  ["SELECT 'hold_1'", "other"],
  ["BEGIN ISOLATION LEVEL SERIALIZABLE", "transaction"],
  [{ text: "COMMIT" }, "transaction"],
  [undefined, "other"],
])("%j counts as %s: few operations, all of them ours", (statement, operation) => {
  expect(nameOperation(statement)).toBe(operation);
});
