import { describe, expect, it } from "vitest";
import { checkSignIn, checkSignUp } from "./check-credentials";

describe("before anything is sent", () => {
  it("a new account needs a real address and ten characters of password, and both are told at once", () => {
    expect(checkSignUp({ email: "grandma", password: "short" })).toEqual({
      email: "Enter an e-mail address like you@example.org",
      password: "Use at least 10 characters",
    });
    expect(checkSignUp({ email: " You@Example.org ", password: "ten letters" })).toBeNull();
  });

  it("signing in does not refuse a short password: only the server knows what the right one is", () => {
    expect(checkSignIn({ email: "you@example.org", password: "old" })).toBeNull();
    expect(checkSignIn({ email: "you@example.org", password: "" })).toEqual({ password: "Enter your password" });
  });
});
