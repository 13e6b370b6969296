import Bowser from "bowser";

const maxNameLength = 40;

/**
 * A browser as people call it: "Firefox on Windows". What it says of itself may be anything, so names are short and printable,
 * and one that says nothing is "An unknown browser".
 */
export function describeDevice(userAgent: string | null): string {
  if (!userAgent?.trim()) return "An unknown browser";
  const { browser, os } = Bowser.parse(userAgent);
  const name = clean(browser.name);
  const system = clean(os.name);
  if (name && system) return `${name} on ${system}`;
  return name || (system ? `A browser on ${system}` : "An unknown browser");
}

const clean = (name = "") => name.replaceAll(/[^\p{L}\p{N} ._-]/gu, "").slice(0, maxNameLength);
