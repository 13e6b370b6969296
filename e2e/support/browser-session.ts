import type { BrowserContext } from "@playwright/test";
import type { Account } from "./run-admin";
import { signIn } from "./sign-in";
import type { Studio } from "./start-studio";

/** Signs the browser in without its pages, for tests that are about something else. */
export async function signInBrowser(context: BrowserContext, studio: Studio, account: Account): Promise<void> {
  const { cookie } = await signIn(studio, account);
  const cookies = cookie.split("; ").map((pair) => {
    const split = pair.indexOf("=");
    return { name: pair.slice(0, split), value: pair.slice(split + 1), url: studio.url };
  });
  await context.addCookies(cookies);
}
