import { expect, test, vi } from "vitest";
import { AppError } from "./app-error";

test("an error thrown by another bundle's copy of this module is still an AppError", async () => {
  vi.resetModules();
  const copy = await import("./app-error");
  expect(copy.AppError).not.toBe(AppError);
  const thrown: unknown = new copy.AppError("not_found", { detail: "There is nothing here." });
  expect(thrown instanceof AppError).toBe(true);
});

test("nothing else is", () => {
  for (const thrown of [new Error("x"), { code: "not_found" }, null, undefined, "not_found"]) {
    expect(thrown instanceof AppError).toBe(false);
  }
});
