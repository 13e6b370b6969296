import { readFile } from "node:fs/promises";
import { signedReceiptSchema } from "../../lib/contract/v1/receipts";
import { callColorize, makeForm } from "../support/call-colorize";
import { expectAccessible } from "../support/expect-accessible";
import { smallPhoto } from "../support/photos";
import { createAccount } from "../support/run-admin";
import { signIn, signInBrowser } from "../support/sign-in";
import { expect, test } from "../support/studio-test";

test("the usage page shows what the ledger took, split as chosen, and each job has a receipt to keep", async ({
  page,
  context,
  studio,
}) => {
  test.slow();
  const account = await createAccount(studio, { credits: 5 });
  await signInBrowser(context, studio, account);
  await page.goto("/console");
  await page.getByRole("navigation", { name: "Console" }).getByRole("link", { name: "Usage" }).click();
  await expect(page.getByText("No photos in this period")).toBeVisible();
  await expectAccessible(page);

  const image = await smallPhoto();
  for (const model of ["tiny", "large"]) await callColorize(studio, account.apiKey, { image, model });
  const session = await signIn(studio, account);
  await session.send("POST", "/api/workbench/colorize", makeForm({ image, model: "tiny" }));
  await page.reload();
  await expect(page.getByRole("img", { name: /: 3 credits\. Highest day: 3 credits/ })).toBeVisible();
  const table = page.getByRole("table", { name: "Usage by day" });
  await expect(table.getByRole("row", { name: /Tiny 2 0 2$/ })).toBeVisible();
  await expect(table.getByRole("row", { name: "Total 3 0 3" })).toBeVisible();

  await page.getByLabel("Grouping").selectOption({ label: "By key" });
  await page.getByLabel("Period").selectOption({ label: "Last 7 days" });
  await expect(page).toHaveURL(/\/console\/usage\?days=7&by=key$/);
  await expect(table.getByRole("row", { name: /tests 2 0 2$/ })).toBeVisible();
  await expect(table.getByRole("row", { name: /Workbench 1 0 1$/ })).toBeVisible();
  await page.reload();
  await expect(table.getByRole("row", { name: /tests 2 0 2$/ })).toBeVisible();
  await expectAccessible(page);
  const csv = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV" }).click();
  const lines = (await readFile(await (await csv).path(), "utf8")).split("\r\n");
  expect(lines[0]).toBe("day,key_id,key_name,jobs,succeeded,failed,canceled,credits");
  expect(lines).toHaveLength(4);

  const { jobs } = (await session.send("GET", "/api/console/jobs?limit=1")).body as { jobs: { jobId: string }[] };
  await page.goto(`/console/jobs/${jobs[0]?.jobId}`);
  const saved = page.waitForEvent("download");
  await page.getByRole("link", { name: "Receipt" }).click();
  const { receipt } = signedReceiptSchema.parse(JSON.parse(await readFile(await (await saved).path(), "utf8")));
  expect(receipt).toMatchObject({ jobId: jobs[0]?.jobId, keyId: null, creditsCharged: 1 });
});
