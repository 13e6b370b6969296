import { parseArgs } from "node:util";

export const usage = `Usage: npm run conformance -- --url URL --key KEY [options]

  --url URL          where the endpoint is, without /api/v1/colorize
  --key KEY          a key with credits
  --photo FILE       the JPEG to send (default: a small one made for it)
  --image-url URL    a photo on the public web, for the URL input
  --poor-key KEY     a key of an account without credits, for 403
  --additions        also what a studio offers beyond the contract; never a reason to fail
  --json             the rows as JSON on stdout

Exit 0: it conforms. 1: it does not. 2: the command line.`;

export type Options = {
  url: string;
  key: string;
  photo: string | null;
  imageUrl: string | null;
  poorKey: string | null;
  additions: boolean;
  json: boolean;
};

/** Null when it cannot be understood. */
export function readOptions(words: string[]): Options | null {
  try {
    const text = { type: "string" } as const;
    const flag = { type: "boolean", default: false } as const;
    const { values } = parseArgs({
      args: words,
      options: { url: text, key: text, photo: text, "image-url": text, "poor-key": text, additions: flag, json: flag },
    });
    const { url, key, photo = null, additions, json } = values;
    if (!url || !URL.canParse(url) || !key) return null;
    return {
      url: url.replace(/\/+$/, "").replace(/\/api\/v1\/colorize$/, ""),
      key,
      photo,
      imageUrl: values["image-url"] ?? null,
      poorKey: values["poor-key"] ?? null,
      additions,
      json,
    };
  } catch {
    return null; // parseArgs throws on an option it does not know
  }
}
