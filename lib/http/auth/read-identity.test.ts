import { expect, test } from "vitest";
import { readIdentity } from "./read-identity";

const emails = [
  { email: "old@example.org", primary: false, verified: true },
  { email: "Ada@Example.org", primary: true, verified: true },
];

test("GitHub's word counts for the primary address alone, and as it says itself", () => {
  const ada = { provider: "github", issuer: "", subject: "7", email: "ada@example.org", isEmailVerified: true };
  expect(readIdentity("github", { id: 7, login: "ada", emails })).toEqual(ada);
  const unverified = [{ email: "ada@example.org", primary: true, verified: false }];
  expect(readIdentity("github", { id: 7, emails: unverified })).toMatchObject({ isEmailVerified: false });
  // The public address of the profile says nothing about who owns it.
  const silent = readIdentity("github", { id: 7, email: "victim@example.org", emails: [] });
  expect(silent).toMatchObject({ email: null, isEmailVerified: false });
});

test("Google is one issuer, however it spells itself; another provider's subjects are its own", () => {
  const claims = { sub: "x", email: "ada@example.org", email_verified: true };
  expect(readIdentity("google", { ...claims, iss: "accounts.google.com" })).toMatchObject({ issuer: "", subject: "x" });
  expect(readIdentity("oidc", { ...claims, iss: "https://id.example" })).toMatchObject({
    issuer: "https://id.example",
  });
});

test.each(["true", 1, undefined, null, {}])("an address is not verified when the provider says %j", (said) => {
  const claims = { iss: "https://id.example", sub: "x", email: "ada@example.org", email_verified: said };
  expect(readIdentity("oidc", claims).isEmailVerified).toBe(false);
});

test("an answer without an id is none", () => {
  for (const profile of [null, {}, { iss: "https://id.example", sub: "" }, { iss: "", sub: "x" }])
    expect(() => readIdentity("oidc", profile)).toThrow();
  expect(() => readIdentity("github", { emails })).toThrow();
});
