import { expect, test } from "vitest";
import { checkNewPassword } from "./password-rules";

const email = "ada.lovelace@example.org";

test.each([
  "1234567890",
  "qwertyuiop",
  "Password123",
  "PASSWORD2026!",
  "sunshine-2024",
  "basketball",
  "1q2w3e4r5t6y",
  "1234567890!",
  "1234567890123",
  "abc123-2026!",
  "ｐａｓｓｗｏｒｄ１２３",
])("%s is one of the most common passwords and is refused at the password", async (password) => {
  await expect(checkNewPassword(password, email)).rejects.toMatchObject({
    code: "invalid_request",
    param: "password",
    message: expect.stringContaining("most common passwords"),
  });
});

test.each(["ada.lovelace", "Ada.Lovelace1815", "ada.lovelace@example.org", "PixomaxStudio1"])(
  "%s is the account's own name and is refused at the password",
  async (password) => {
    await expect(checkNewPassword(password, email)).rejects.toMatchObject({
      code: "invalid_request",
      param: "password",
    });
  },
);

test.each([
  "correct horse battery",
  "analytical engine",
  "a-long-enough-password",
  "Tr0ub4dor&3 and more",
  "ffdyxcvbnmGQ7",
])("%s is accepted", async (password) => {
  await expect(checkNewPassword(password, email)).resolves.toBeUndefined();
});

test("the 10,000 most common ones are all refused, whatever the package holds besides", async () => {
  const { dictionary } = await import("@zxcvbn-ts/language-common");
  const common = dictionary["passwords-common"].slice(0, 10_000);
  expect(new Set(common).size).toBe(10_000);
  for (const password of common) await expect(checkNewPassword(password, email), password).rejects.toThrow();
});
