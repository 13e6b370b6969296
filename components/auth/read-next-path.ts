import { isOwnPath } from "@/lib/contract/accounts/own-path";

const home = "/workbench";
const signInPage = /^\/sign-(in|up)(?![\w-])/;

/**
 * Where to go after signing in. Only a path of this studio is followed: anything that a browser could read as another site
 * (a scheme, `//host`, a backslash, control characters it would strip) leads to the workbench instead, and so does a sign-in
 * page, which would lead in a circle.
 */
export function readNextPath(next: string | string[] | undefined): string {
  // Also a list of them, where the address has it twice.
  if (!isOwnPath(next)) return home;
  return signInPage.test(next) ? home : next;
}
