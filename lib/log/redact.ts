/** Names of fields whose value is always removed, in lower case. */
const secretFields = new Set([
  "authorization",
  "cookie",
  "set-cookie",
  "x-api-key",
  "password",
  "secret",
  "token",
  "apikey",
  "passwordhash",
]);
const removed = "[removed]";
const maxDepth = 8;

const patterns: [RegExp, string][] = [
  [/pxs_[A-Za-z0-9_]+/g, "pxs_[removed]"],
  [/\b(sk|rk)_[A-Za-z0-9_]+/g, "$1_[removed]"],
  // Base64: what comes after a + or / is as secret as what comes before.
  [/\bwhsec_[A-Za-z0-9+/_=-]+/g, "whsec_[removed]"],
  // Before the bare base64 below, which would leave the front of it.
  [/data:[\w.+/-]*(?:;[\w=.+-]+)*,[A-Za-z0-9+/_=%-]*/gi, "data:[removed]"],
  [/([?&](?:s|sig|signature|x-amz-signature|x-amz-credential|token|code)=)[^&\s"']+/gi, `$1${removed}`],
  [/((?:next-auth|authjs)[\w.-]*=)[^;\s"']+/gi, `$1${removed}`],
  [/\b(Bearer|Basic) [A-Za-z0-9+/_=.~-]+/g, `$1 ${removed}`],
  [/\b(postgres(?:ql)?|redis|https?):\/\/[^/\s:@]*:[^/\s@]*@/g, "$1://[removed]@"],
  // Image data sent as text. Hashes and ids are shorter.
  [/[A-Za-z0-9+/_-]{200,}={0,2}/g, "[data removed]"],
];

/** The text without keys, signatures of links, cookies, passwords in URLs and image data. */
export function redactText(text: string): string {
  return patterns.reduce((clean, [pattern, replacement]) => clean.replace(pattern, replacement), text);
}

/** A copy of `value` without secrets at any depth. Binary data is replaced by its size. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return redactText(value);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (depth >= maxDepth) return "[deeper]";
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  return redactEntries(value instanceof Error ? errorEntries(value) : Object.entries(value), depth);
}

/** `redact` for the fields of a log line. */
export const redactFields = (fields: object): Record<string, unknown> => redactEntries(Object.entries(fields), 0);

function redactEntries(entries: [string, unknown][], depth: number): Record<string, unknown> {
  return Object.fromEntries(
    entries.map(([name, item]) => [name, secretFields.has(name.toLowerCase()) ? removed : redact(item, depth + 1)]),
  );
}

/** An error's message, stack and cause are not enumerable, so a plain copy would lose them. */
function errorEntries(error: Error): [string, unknown][] {
  const { name, message, stack, cause } = error;
  const own = Object.entries(error);
  return [
    ["type", name],
    ["message", message],
    ["stack", stack],
    ...(cause ? [["cause", cause] satisfies [string, unknown]] : []),
    ...own,
  ];
}
