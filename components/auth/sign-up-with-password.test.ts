import { describe, expect, it } from "vitest";
import { ApiProblem } from "@/lib/client/api-problem";
import { readRefusal } from "./sign-up-with-password";

const problem = (code: ApiProblem["code"], status: number, retryAfterSeconds?: number) =>
  new ApiProblem({ code, status, detail: "Detail.", fix: "Fix.", retryAfterSeconds });

describe("a refused sign-up", () => {
  it("puts a taken address next to the email field", () => {
    expect(readRefusal(problem("email_taken", 409))).toMatchObject({
      state: "refused",
      errors: { email: expect.any(String) },
    });
  });

  it("closes the form when the studio takes no new accounts", () => {
    expect(readRefusal(problem("sign_up_closed", 403))).toEqual({ state: "closed" });
  });

  it("says how long to wait when there were too many attempts", () => {
    expect(readRefusal(problem("rate_limited", 429, 42))).toEqual({
      state: "refused",
      errors: { form: "Too many attempts. Try again in 42 seconds." },
    });
  });

  it("passes on detail and fix of any other problem", () => {
    expect(readRefusal(problem("offline", 0))).toEqual({ state: "refused", errors: { form: "Detail. Fix." } });
  });
});

it("a password that the studio refuses is explained at the password field", () => {
  const refused = new ApiProblem({
    code: "invalid_request",
    status: 400,
    detail: "This is one of the most common passwords.",
    fix: "Fix.",
    param: "password",
  });
  expect(readRefusal(refused)).toEqual({
    state: "refused",
    errors: { password: "This is one of the most common passwords." },
  });
});
