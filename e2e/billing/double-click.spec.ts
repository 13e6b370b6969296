import { expect, test } from "../support/billing-test";
import { createAccount } from "../support/run-admin";
import { signInBrowser } from "../support/sign-in";

test("two quick clicks start one checkout, and the way back leaves the packs ready for another", async ({
  page,
  context,
  studio,
}) => {
  test.slow();
  await signInBrowser(context, studio, await createAccount(studio, { credits: 0 }));
  let asked = 0;
  await page.route("**/api/console/checkout", (route) => {
    asked += 1;
    return route.continue();
  });
  await page.goto("/console/billing");
  await page.getByRole("button", { name: "Buy Starter, $5.00" }).dblclick();
  await expect(page.getByRole("button", { name: "Pay $5.00" })).toBeVisible();
  expect(asked).toBe(1);
  await page.goBack();
  await page.getByRole("button", { name: "Buy Album, $20.00" }).click();
  await expect(page.getByRole("button", { name: "Pay $20.00" })).toBeVisible();
});
