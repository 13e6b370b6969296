const home = "/workbench";

/**
 * Where to go after signing in. Only a path of this studio is followed: anything that a browser could read as another site
 * (a scheme, `//host`, a backslash, control characters it would strip) leads to the workbench instead.
 */
export function readNextPath(next: string | string[] | undefined): string {
  if (typeof next !== "string" || !/^\/(?![/\\])[\x21-\x7e]*$/.test(next) || next.includes("\\")) return home;
  // Back to a sign-in page would be a circle.
  return /^\/sign-(in|up)(?![\w-])/.test(next) ? home : next;
}
