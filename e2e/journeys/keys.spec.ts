import { callColorize } from "../support/call-colorize";
import { smallPhoto } from "../support/photos";
import { createAccount } from "../support/run-admin";
import { signInBrowser } from "../support/sign-in";
import { expect, test } from "../support/studio-test";

test("a key gets limits when it is made, others later, is switched off and on, and replaced", async ({
  page,
  context,
  studio,
}) => {
  test.slow();
  await signInBrowser(context, studio, await createAccount(studio, { credits: 5 }));
  await page.goto("/console/keys");
  await page.getByRole("button", { name: "Create a key" }).click();
  await page.getByLabel("Name").fill("Shop");
  await page.getByText("Limits: what for, how much").click();
  await page.getByLabel("Budget in credits a month").fill("1");
  await page.getByLabel("Allowed addresses").fill("127.0.0.0/8, nowhere");
  await page.getByRole("button", { name: "Create key" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "“nowhere” is no IP address" })).toBeVisible();
  await page.getByLabel("Allowed addresses").fill("127.0.0.0/8\n::1");
  await page.getByRole("button", { name: "Create key" }).click();
  const saved = page.getByRole("dialog", { name: "Save your key now" });
  const key = (await saved.locator("pre").first().textContent()) ?? "";
  await saved.getByRole("button", { name: "I have saved it" }).click();

  const image = await smallPhoto();
  const codeOf = async (text: string) => {
    const { status, body } = await callColorize(studio, text, { image });
    return status === 200 ? "ok" : (body as { code: string }).code;
  };
  expect([await codeOf(key), await codeOf(key)]).toEqual(["ok", "key_budget_exceeded"]);
  await page.reload();
  const row = page.getByRole("row", { name: /Shop/ });
  await expect(row.getByText("1 of 1").last()).toBeVisible();
  await expect(row.getByText("From 2 addresses")).toBeVisible();

  const choose = async (name: string) => {
    await page.getByRole("button", { name: "More for Shop" }).last().click();
    await page.getByRole("menuitem", { name }).click();
  };
  await choose("Edit");
  await page.getByLabel("Budget in credits a month").fill("3");
  await page.getByRole("checkbox", { name: /Webhooks/ }).uncheck();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(row.getByText("1 of 3").last()).toBeVisible();
  expect(await codeOf(key)).toBe("ok");

  await choose("Disable");
  await expect(row.getByText("Disabled", { exact: true }).last()).toBeVisible();
  expect(await codeOf(key)).toBe("api_key_disabled");
  await choose("Enable");
  await expect(row.getByText("Active", { exact: true }).last()).toBeVisible();

  await choose("Replace");
  await page.getByRole("radio", { name: /^Stop now/ }).check();
  await page.getByRole("button", { name: "Replace key" }).click();
  const next = (await saved.locator("pre").first().textContent()) ?? "";
  await saved.getByRole("button", { name: "I have saved it" }).click();
  expect([await codeOf(key), await codeOf(next), await codeOf(next)]).toEqual([
    "api_key_expired",
    "ok",
    "key_budget_exceeded",
  ]);
});
