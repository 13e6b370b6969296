import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import pLimit from "p-limit";

// Playwright's set-up loads this file with its own loader, so it must not import anything of Next.
const compress = promisify(brotliCompress);
/** What is compressed, with the type that it is sent as. */
export const compressedTypes: Record<string, string> = {
  ".js": "application/javascript; charset=UTF-8",
  ".css": "text/css; charset=UTF-8",
};
/** And what else has compressed copies: the engine for browsers, which server/ensure-engine.ts writes. */
export const sentTypes: Record<string, string> = {
  ...compressedTypes,
  ".wasm": "application/wasm",
  ".onnx": "application/octet-stream",
};

export const copySuffix = ".br";

/**
 * Writes a Brotli copy beside each script and style of a build's static folder, once. The strongest setting takes seconds and
 * saves a seventh of what gzip sends, for everybody who ever opens a page.
 */
export async function compressFiles(folder: string): Promise<void> {
  const limit = pLimit(4);
  const names = (await listNames(folder)).filter((name) => Object.hasOwn(compressedTypes, path.extname(name)));
  const write = async (name: string) => {
    const content = await readFile(path.join(folder, name));
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    };
    await writeFile(path.join(folder, name + copySuffix), await compress(content, { params }));
  };
  await Promise.all(names.map((name) => limit(write, name)));
}

/** All files at any depth, named from the folder; none when it does not exist. */
export async function listNames(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}
