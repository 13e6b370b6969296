import { headers as names } from "../../lib/contract/headers";
import type { Problem } from "../../lib/contract/problems";
import type { Studio } from "./start-studio";

export type Fields = Record<string, string | Buffer | Blob | (string | Buffer | Blob)[]>;
export type Answer = { status: number; headers: Headers; body: Record<string, unknown> };

/** A multipart form: text stays text, bytes become a file part. */
export function makeForm(fields: Fields): FormData {
  const form = new FormData();
  for (const [name, values] of Object.entries(fields)) {
    for (const value of [values].flat()) {
      if (typeof value === "string") form.append(name, value);
      else if (value instanceof Blob) form.append(name, value, "photo.jpg");
      else form.append(name, new Blob([new Uint8Array(value)], { type: "image/jpeg" }), "photo.jpg");
    }
  }
  return form;
}

/** Reads an answer that has to be JSON, whatever its status. */
export async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  try {
    return { status: response.status, headers: response.headers, body: JSON.parse(text) as Answer["body"] };
  } catch {
    throw new Error(`${response.status} ${response.headers.get("content-type")} is not JSON: ${text.slice(0, 200)}`);
  }
}

/** POST /api/v1/colorize with Node's own fetch. */
export async function callColorize(
  studio: Pick<Studio, "url">,
  apiKey: string | null,
  fields: Fields,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(`${studio.url}/api/v1/colorize`, {
    method: "POST",
    headers: { ...(apiKey === null ? {} : { [names.apiKey]: apiKey }), ...headers },
    body: makeForm(fields),
  });
  return readAnswer(response);
}

/** The answer's body as the contract's error shape. */
export const problemOf = (answer: Answer): Problem => answer.body as unknown as Problem;
