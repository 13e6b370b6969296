import { expect, test } from "vitest";
import { clientRefSchema, emailSchema, listJobsSchema, signUpSchema } from "./requests";

test("one person has one spelling of an email address: no capitals, no white space around it", () => {
  expect(emailSchema.parse("  Ada@Example.ORG ")).toBe("ada@example.org");
});

test.each(["ada", "ada@", "@example.org", "ada@example", "a b@example.org", `${"a".repeat(250)}@x.org`])(
  "%s is no email address",
  (text) => {
    expect(emailSchema.safeParse(text).success).toBe(false);
  },
);

test("a password has 10 to 200 characters and is taken as it is, spaces too", () => {
  const accepted = (password: string) => signUpSchema.safeParse({ email: "ada@example.org", password }).success;
  expect([9, 10, 200, 201].map((length) => accepted("x".repeat(length)))).toEqual([false, true, true, false]);
  expect(signUpSchema.parse({ email: "a@example.org", password: "  spaces  count  " }).password).toBe(
    "  spaces  count  ",
  );
});

test("a page of jobs has 1 to 100, 24 unless it says so, also where the number comes as text", () => {
  expect(listJobsSchema.parse({}).limit).toBe(24);
  expect(listJobsSchema.parse({ limit: "100" }).limit).toBe(100);
  for (const limit of ["0", "101", "1.5", "many", "-1"]) {
    expect(listJobsSchema.safeParse({ limit }).success, limit).toBe(false);
  }
});

test("the workbench's own name for a photo is one word of plain characters", () => {
  expect(clientRefSchema.safeParse("photo-1_a.jpg").success).toBe(true);
  for (const ref of ["", "two words", "línea", "tab\there", "x".repeat(65), "new\nline"]) {
    expect(clientRefSchema.safeParse(ref).success, JSON.stringify(ref)).toBe(false);
  }
});
