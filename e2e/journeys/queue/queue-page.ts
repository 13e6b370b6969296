import type { BrowserContext, Page, Route } from "@playwright/test";
import type { JobList } from "../../../lib/contract/console-jobs";
import { smallPhoto } from "../../support/photos";
import { type Account, createAccount } from "../../support/run-admin";
import { type Session, signIn, signInBrowser } from "../../support/sign-in";
import type { Studio } from "../../support/start-studio";
import { expect } from "../../support/studio-test";

export const colorizePath = "/api/workbench/colorize";
export type File = { name: string; mimeType: string; buffer: Buffer };

export const makeFiles = (...names: string[]): Promise<File[]> =>
  Promise.all(
    names.map(async (name, at) => ({ name, mimeType: "image/jpeg", buffer: await smallPhoto(160 + 16 * at, 120) })),
  );
export const names = ["one.jpg", "two.jpg", "three.jpg", "four.jpg"];

export async function choose(page: Page, files: File[]): Promise<void> {
  await page.locator("input[type=file]").first().setInputFiles(files);
  for (const { name } of files) await expect(inList(page, name)).toBeVisible();
}
export const inList = (page: Page, name: string) =>
  page.getByRole("region", { name: "Photos" }).getByText(name, { exact: true });
export const run = (page: Page) =>
  page.getByRole("button", { name: /^Colorize \d+ photos?/ }).click({ timeout: 60_000 });
export const expectDone = (page: Page, count: number) =>
  expect(page.getByText(`${count} of ${count} done`)).toBeVisible({ timeout: 90_000 });

export async function enter(context: BrowserContext, studio: Studio): Promise<{ account: Account; session: Session }> {
  const account = await createAccount(studio, { credits: 50 });
  const session = await signIn(studio, account);
  await signInBrowser(context, studio, session);
  return { account, session };
}

export async function listJobs(session: Session): Promise<JobList["jobs"]> {
  const { body } = await session.send("GET", "/api/console/jobs?limit=100");
  return (body as JobList).jobs;
}

/** Each photo has one result, and was paid once. */
export async function expectPaidOnce(session: Session, photos: string[]): Promise<void> {
  const succeeded = (await listJobs(session)).filter(({ status }) => status === "succeeded");
  expect(succeeded.map(({ name }) => name).toSorted()).toEqual(photos.toSorted());
}

/** Holds the uploads of a page back until they are let go, or cut off. Later ones are not held. */
export async function holdUploads(page: Page) {
  const held: Route[] = [];
  let isOpen = false;
  await page.route(`**${colorizePath}`, (route) => (isOpen ? route.continue() : void held.push(route)));
  const end = async (how: (route: Route) => Promise<void>) => {
    isOpen = true;
    await Promise.all(held.splice(0).map(how));
  };
  return {
    held,
    atLeast: (count: number) => expect.poll(() => held.length, { timeout: 60_000 }).toBeGreaterThanOrEqual(count),
    letGo: () => end((route) => route.continue()),
    cutOff: () => end((route) => route.abort("internetdisconnected")),
  };
}
