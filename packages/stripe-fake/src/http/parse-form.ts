import { StripeError } from "./stripe-error";

export type FormValue = string | FormValue[] | { [key: string]: FormValue };
type Branch = { [key: string]: string | Branch };

/** `a[b][0]` → a, b, 0; `a[]` counts up, as each `[]` adds an item. */
function splitKey(key: string): string[] {
  const match = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(key);
  if (!match) throw new StripeError(400, `Invalid request: the parameter ${key} is not well-formed`, { param: key });
  return [match[1] ?? "", ...[...(match[2] ?? "").matchAll(/\[([^[\]]*)\]/g)].map(([, part]) => part ?? "")];
}

function put(branch: Branch, [first = "", ...rest]: string[], value: string, whole: string): void {
  const key = first === "" ? String(Object.keys(branch).length) : first;
  if (rest.length === 0) {
    if (branch[key] !== undefined) throw new StripeError(400, `Received ${whole} twice`, { param: whole });
    branch[key] = value;
    return;
  }
  branch[key] ??= Object.create(null) as Branch;
  const next = branch[key];
  if (typeof next === "string") throw new StripeError(400, `Invalid ${whole}: not an object`, { param: whole });
  put(next, rest, value, whole);
}

/** A branch whose keys count 0, 1, 2 … is a list. */
function settle(value: string | Branch): FormValue {
  if (typeof value === "string") return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, settle(inner)] as const);
  const isList = entries.length > 0 && entries.every(([key], at) => key === String(at));
  return isList ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}

/** Reads the nested form encoding of Stripe's API. A key that is not well-formed or comes twice is refused. */
export function parseForm(text: string): { [key: string]: FormValue } {
  const root = Object.create(null) as Branch;
  for (const [key, value] of new URLSearchParams(text)) put(root, splitKey(key), value, key);
  return Object.fromEntries(Object.entries(root).map(([key, value]) => [key, settle(value)]));
}
