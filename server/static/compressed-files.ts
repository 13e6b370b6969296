import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { decodePath } from "../requests/check-request";
import { copySuffix, listNames, sentTypes } from "./compress-files";

/** Where Next serves the build's static files, whose names change with their content. */
const nextPrefix = "/_next/static/";
/** Where the engine for browsers lies, in a folder that is named by its content. */
export const enginePrefix = "/on-device/engine/";

type Encoding = "br" | "gzip";
const suffixes: readonly (readonly [string, Encoding])[] = [
  [copySuffix, "br"],
  // Over plain http browsers take no Brotli.
  [".gz", "gzip"],
];
type Copy = { encoding: Encoding; file: string; bytes: number; type: string };

/** Answers a request and returns true, or returns false and leaves it alone. */
export type FileAnswerer = (request: IncomingMessage, response: ServerResponse) => boolean;

/** Answers requests for files of which `folder` has a compressed copy that the browser takes. The copies are listed once. */
export async function openCompressedFiles(folder: string, prefix = nextPrefix): Promise<FileAnswerer> {
  const copies = new Map<string, Copy[]>();
  const names = await listNames(folder);
  for (const [suffix, encoding] of suffixes) {
    for (const name of names.filter((each) => each.endsWith(suffix))) {
      const own = name.slice(0, -suffix.length);
      const type = sentTypes[path.extname(own)];
      if (!type) continue;
      const file = path.join(folder, name);
      const address = prefix + own.split(path.sep).join("/");
      copies.set(address, [...(copies.get(address) ?? []), { encoding, file, bytes: (await stat(file)).size, type }]);
    }
  }
  return (request, response) => {
    const { method = "", headers } = request;
    if (!/^(GET|HEAD)$/.test(method)) return false;
    const there = copies.get(decodePath(request.url) ?? "");
    const copy = there?.find(({ encoding }) => takes(encoding, headers["accept-encoding"]));
    if (!copy) return false;
    response.writeHead(200, {
      "Content-Type": copy.type,
      "Content-Encoding": copy.encoding,
      "Content-Length": copy.bytes,
      "Cache-Control": "public, max-age=31536000, immutable",
      Vary: "Accept-Encoding",
    });
    if (method === "HEAD") response.end();
    else
      createReadStream(copy.file)
        .once("error", () => response.destroy())
        .pipe(response);
    return true;
  };
}

const takes = (encoding: Encoding, accepted: string | string[] | undefined): boolean =>
  new RegExp(`(^|,)\\s*${encoding}\\s*(?!;\\s*q\\s*=\\s*0(\\.0*)?\\s*(,|$))(;|,|$)`, "i").test(String(accepted ?? ""));
