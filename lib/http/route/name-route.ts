import "server-only";
import type { RequestContext } from "./endpoint";

/**
 * The address as its folder in `app` is called, `/api/v1/jobs/[id]`, from the one that was called and the values that Next found
 * in it. There are as many as routes: an address whose values are not found in it counts as `other`.
 */
export function nameRoute(pathname: string, params: RequestContext["params"]): string {
  const parts = pathname.split("/").map(decode);
  for (const [name, value] of Object.entries(params)) {
    if (value === undefined) continue;
    const values = typeof value === "string" ? [value] : value;
    const at = findLast(parts, values.map(decode));
    if (at < 0) return "other";
    parts.splice(at, values.length, typeof value === "string" ? `[${name}]` : `[...${name}]`);
  }
  return parts.join("/");
}

function findLast(parts: string[], values: string[]): number {
  for (let at = parts.length - values.length; at > 0; at -= 1) {
    if (values.every((value, index) => parts[at + index] === value)) return at;
  }
  return -1;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
