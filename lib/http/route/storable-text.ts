import "server-only";

const loneSurrogate = /\p{Surrogate}/u;

/** Whether PostgreSQL and a JSON column can hold this text: no NUL, no half of a surrogate pair. */
export const isStorable = (text: string | undefined): boolean =>
  text === undefined || !(text.includes("\0") || loneSurrogate.test(text));

/**
 * What is in some text of a JSON value, a key or a string at any depth, that cannot be stored; null when there is nothing.
 * Without recursion: JSON of 64 KiB may be nested deeper than the stack.
 */
export function findUnstorable(json: unknown): string | null {
  const open = [json];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value === "string" && !isStorable(value))
      return value.includes("\0") ? "a NUL character" : "half of a surrogate pair";
    if (typeof value !== "object" || value === null) continue;
    for (const [key, inner] of Object.entries(value)) open.push(key, inner);
  }
  return null;
}

/** At most `length` UTF-16 units of the text, and never half of a character that takes two. */
export function cutText(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, "");
}
