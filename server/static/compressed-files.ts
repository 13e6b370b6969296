import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { decodePath } from "../requests/check-request";
import { compressedTypes, copySuffix, listNames } from "./compress-files";

/** Where Next serves the build's static files, whose names change with their content. */
const prefix = "/_next/static/";

/** Answers a request and returns true, or returns false and leaves it alone. */
export type FileAnswerer = (request: IncomingMessage, response: ServerResponse) => boolean;

/** Answers requests for files of which `folder` has a Brotli copy, from browsers that take it. The copies are listed once. */
export async function openCompressedFiles(folder: string): Promise<FileAnswerer> {
  const copies = new Map<string, { file: string; bytes: number; type: string }>();
  for (const name of await listNames(folder)) {
    const type = compressedTypes[path.extname(name.slice(0, -copySuffix.length))];
    if (!name.endsWith(copySuffix) || !type) continue;
    const file = path.join(folder, name);
    const address = prefix + name.slice(0, -copySuffix.length).split(path.sep).join("/");
    copies.set(address, { file, bytes: (await stat(file)).size, type });
  }
  return (request, response) => {
    const { method = "", headers } = request;
    const copy = copies.get(decodePath(request.url) ?? "");
    if (!copy || !/^(GET|HEAD)$/.test(method) || !takesBrotli(headers["accept-encoding"])) return false;
    response.writeHead(200, {
      "Content-Type": copy.type,
      "Content-Encoding": "br",
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

const takesBrotli = (accepted: string | string[] | undefined): boolean =>
  /(^|,)\s*br\s*(?!;\s*q\s*=\s*0(\.0*)?\s*(,|$))(;|,|$)/i.test(String(accepted ?? ""));
