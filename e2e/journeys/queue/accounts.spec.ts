import { createAccount } from "../../support/run-admin";
import { signInBrowser } from "../../support/sign-in";
import { expect, test } from "../../support/studio-test";
import { choose, enter, inList, makeFiles } from "./queue-page";

test.slow();

test("a tab of an account that has left becomes one of the account that signed in", async ({
  page,
  context,
  studio,
}) => {
  await enter(context, studio);
  await page.goto("/workbench");
  await choose(page, await makeFiles("one.jpg"));
  await signInBrowser(context, studio, await createAccount(studio, { credits: 7 }));
  const second = await context.newPage();
  await second.goto("/workbench");
  await expect(page.getByRole("link", { name: "7 credits" })).toBeVisible({ timeout: 30_000 });
  for (const tab of [page, second]) await expect(inList(tab, "one.jpg")).toHaveCount(0);
});
