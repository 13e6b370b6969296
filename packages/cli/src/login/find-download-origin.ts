import { readFile, realpath } from "node:fs/promises";
import path from "node:path";
import * as z from "zod/mini";

const lockSchema = z.object({ packages: z.record(z.string(), z.object({ resolved: z.optional(z.string()) })) });
const tarball = /^(https?:\/\/.+)\/downloads\/pixomax-cli\.tgz$/;

/**
 * The address of the studio that this program was downloaded from, as npm wrote it down when it installed the program:
 * `npx http://STUDIO/downloads/pixomax-cli.tgz` then needs no further setting to find STUDIO.
 * @param program the file that runs
 * @returns null when it came from elsewhere
 */
export async function findDownloadOrigin(program = process.argv[1] ?? ""): Promise<string | null> {
  try {
    // …/node_modules/pixomax-cli/dist/pixomax.js, run through a link in node_modules/.bin
    const folder = path.resolve(await realpath(program), "../../..");
    const lock = lockSchema.parse(JSON.parse(await readFile(path.join(folder, ".package-lock.json"), "utf8")));
    const { resolved = "" } = lock.packages["node_modules/pixomax-cli"] ?? {};
    return tarball.exec(resolved)?.[1] ?? null;
  } catch {
    return null; // not installed by npm, or by one that writes no such file
  }
}
