import { expect, test } from "vitest";
import { newAccountSchema } from "../../components/auth/credentials-schemas";
import { isOwnName } from "./own-name";
import { signInSchema, signUpSchema } from "./requests";

const email = "ada.lovelace+photos@example.org";

test.each([
  "ada.lovelace+photos@example.org",
  "Ada.Lovelace",
  "ADA_LOVELACE_1815",
  "1815adalovelace!",
  "ada lovelace photos",
  "AdaLovelaceAdaLovelace",
  "PixomaxStudio",
  "pixomax2026",
  "Pixomax Studio 1",
])("%s is the account's own name", (password) => {
  expect(isOwnName(password, email)).toBe(true);
});

test.each(["ada met babbage in 1833", "lovelace engine", "studio of photos", "1815181518", "!!!!!!!!!!"])(
  "%s is not",
  (password) => {
    expect(isOwnName(password, email)).toBe(false);
  },
);

test("an address of digits alone is a name too, and does not make every number one", () => {
  expect(isOwnName("4915123456789", "4915123456789@example.org")).toBe(true);
  expect(isOwnName("8642097531", "4915123456789@example.org")).toBe(false);
});

test("form and API refuse it at the password, in the same words, and signing in does not", () => {
  const given = { email: "ada1815@example.org", password: "Ada1815-1815" };
  const [form, api] = [newAccountSchema(null), signUpSchema].map((schema) => schema.safeParse(given).error?.issues[0]);
  expect(api).toMatchObject({ path: ["password"], message: expect.stringContaining("your email address") });
  expect(form).toMatchObject({ path: ["password"], message: api?.message });
  expect(signInSchema.safeParse(given).success).toBe(true);
});
