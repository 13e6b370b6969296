const home = "/workbench";

/** Printable ASCII after one slash. `//host` and `/\host` are other sites to a browser. */
const ownPath = /^\/(?![/\\])[\x21-\x7e]*$/;
const signInPage = /^\/sign-(in|up)(?![\w-])/;

/**
 * Where to go after signing in. Only a path of this studio is followed: anything that a browser could read as another site
 * (a scheme, `//host`, a backslash, control characters it would strip) leads to the workbench instead, and so does a sign-in
 * page, which would lead in a circle.
 */
export function readNextPath(next: string | string[] | undefined): string {
  if (typeof next !== "string" || !ownPath.test(next) || next.includes("\\")) return home;
  return signInPage.test(next) ? home : next;
}
