import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { newAccountSchema, signInSchema } from "./credentials-schemas";

/** The message next to each field, or null when the form is sent. */
function checkWith(schema: z.ZodType, values: unknown): Record<string, string> | null {
  const { error } = schema.safeParse(values);
  return error ? Object.fromEntries(error.issues.map(({ path, message }) => [path.join("."), message])) : null;
}

describe("before anything is sent", () => {
  it("a new account needs a real address and ten characters of password, and both are reported at once", () => {
    expect(checkWith(newAccountSchema(null), { email: "grandma", password: "short" })).toEqual({
      email: "Enter an email address like you@example.org",
      password: "Use at least 10 characters",
    });
    expect(checkWith(newAccountSchema(null), { email: " You@Example.org ", password: "ten letters" })).toBeNull();
  });

  it("a new account needs the box checked where there is something to agree to, and then names what it agrees to", () => {
    const version = "a".repeat(64);
    const given = { email: "you@example.org", password: "ten letters" };
    // What an unchecked box has as its value.
    for (const consent of [undefined, false, null, "b".repeat(64)]) {
      expect(checkWith(newAccountSchema(version), { ...given, consent })).toEqual({
        consent: "Please check this box to create an account",
      });
    }
    expect(newAccountSchema(version).parse({ ...given, consent: version })).toMatchObject({ consent: version });
  });

  it("signing in does not refuse a short password: only the server knows what the right one is", () => {
    expect(checkWith(signInSchema, { email: "you@example.org", password: "old" })).toBeNull();
    expect(checkWith(signInSchema, { email: "you@example.org", password: "" })).toEqual({
      password: "Enter your password",
    });
  });
});
