import { Webhook } from "standardwebhooks";
import { expectAccessible } from "../support/expect-accessible";
import { type HookReceiver, startHookReceiver } from "../support/hook-receiver";
import { createAccount } from "../support/run-admin";
import { signInBrowser } from "../support/sign-in";
import { endStudio, type Studio, startStudio } from "../support/start-studio";
import { expect, test } from "../support/studio-test";

let receiver: HookReceiver;
let hooked: Studio;
test.beforeAll(async () => {
  receiver = await startHookReceiver();
  hooked = await startStudio({ COLORIZE_PROVIDER: "none", WEBHOOK_ALLOWED_HOSTS: receiver.host });
});
test.afterAll(async () => {
  await endStudio(hooked);
  await receiver.close();
});

test("an endpoint is added, its secret shown once, a test event arrives, is in the log and is sent again", async ({
  page,
  context,
}) => {
  test.slow();
  await signInBrowser(context, hooked, await createAccount(hooked, { credits: 1 }));
  await page.goto(`${hooked.url}/console/webhooks`);
  await expect(page.getByRole("link", { name: "Read how to receive one" })).toHaveAttribute("href", "/docs#webhooks");
  await expectAccessible(page);

  await page.getByRole("button", { name: "Add an endpoint" }).click();
  await page.getByLabel("URL").fill("http://10.0.0.1/");
  await page.getByRole("button", { name: "Add endpoint" }).click();
  await expect(page.getByText("it does not resolve to a public address")).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("URL").fill(`${receiver.url}/hooks`);
  await page.getByLabel("Description").fill("Archive");
  await page.getByRole("button", { name: "Add endpoint" }).click();
  const dialog = page.getByRole("dialog", { name: "Save the signing secret now" });
  const secret = (await dialog.locator("pre").textContent()) ?? "";
  expect(secret).toMatch(/^whsec_/);
  await dialog.getByRole("button", { name: "I have saved it" }).click();
  await expect(page.getByRole("heading", { name: `${receiver.url}/hooks` })).toBeVisible();
  expect(await page.content()).not.toContain(secret);

  await page.getByRole("button", { name: "Send test event" }).click();
  await page.getByRole("menuitem", { name: "job.succeeded" }).click();
  const row = page.getByRole("row", { name: /job\.succeeded/ });
  await expect(row.getByText("Delivered").last()).toBeVisible({ timeout: 30_000 });
  const [hook] = receiver.hooks;
  new Webhook(secret).verify(hook?.body ?? "", hook?.headers as Record<string, string>);
  await expectAccessible(page);

  await row.getByRole("button", { name: "Details of job.succeeded" }).click();
  await expect(page.getByText("Answered 204")).toBeVisible();
  await expect(page.getByLabel("Body of the event")).toContainText('"type": "job.succeeded"');
  await expectAccessible(page);
  await page.getByRole("button", { name: "Send again" }).click();
  await expect(row).toHaveCount(2);
  await expect.poll(() => receiver.hooks.length).toBe(2);
  expect(receiver.hooks[1]?.headers["webhook-id"]).toBe(hook?.headers["webhook-id"]);
});

test("an endpoint that says it is gone is switched off, the console says so, and its owner switches it on", async ({
  page,
  context,
}) => {
  test.slow();
  receiver.answers["/gone"] = (response, count) => response.writeHead(count === 1 ? 410 : 200).end();
  await signInBrowser(context, hooked, await createAccount(hooked, { credits: 1 }));
  await page.goto(`${hooked.url}/console/webhooks`);
  await page.getByRole("button", { name: "Add an endpoint" }).click();
  await page.getByLabel("URL").fill(`${receiver.url}/gone`);
  await page.getByRole("button", { name: "Add endpoint" }).click();
  await page.getByRole("button", { name: "I have saved it" }).click();
  await page.getByRole("button", { name: "Send test event" }).click();
  await page.getByRole("menuitem", { name: "credits.low" }).click();
  await expect(page.getByText("the receiver answered that this URL is gone (410)")).toBeVisible({ timeout: 20_000 });
  await expectAccessible(page);

  await page.goto(`${hooked.url}/console`);
  await expect(page.getByText(`Webhooks to ${receiver.host} are switched off`)).toBeVisible();
  await page.getByRole("link", { name: "Review" }).click();
  await page.getByRole("button", { name: "Switch on" }).click();
  await expect(page.getByText("the receiver answered that this URL is gone (410)")).toHaveCount(0);
  await expect.poll(() => receiver.at("/gone").length, { timeout: 15_000 }).toBe(2);

  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("No endpoints yet")).toBeVisible();
});
