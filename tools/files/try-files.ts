import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Option } from "@commander-js/extra-typings";
import sharp from "sharp";
import { readPhoto } from "../../lib/colorize/image-input/read-photo";
import type { ColorizeProvider } from "../../lib/colorize/providers/colorize-provider";
import { createEmbeddedProvider } from "../../lib/colorize/providers/embedded/create-embedded-provider";
import { defaultOrder, type Order, type OutputFormat, outputFormats } from "../../lib/contract/order";
import { plainEdits } from "../../lib/contract/photos/edits";
import { AppError } from "../../lib/errors/app-error";
import { readArguments, runProgram } from "../../scripts/command-line";
import { placeModels } from "../../scripts/models/place-models";

type Options = { folder: string; format: OutputFormat; out?: string };
const toPath = (given: string): string => path.resolve(given);

/** Colors every file of a folder as the studio would and says in a table what became of it. Exit 0 when every file was answered. */
async function main(): Promise<number> {
  const { folder, format, out } = readCommandLine();
  const names = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
  const engine = createEmbeddedProvider({ workers: 1, threads: 2, maxQueue: 1, ...placeModels() });
  const kept = out ?? (await mkdtemp(path.join(tmpdir(), "files-")));
  await mkdir(kept, { recursive: true });
  console.log("| file | answer | pixels | bits | dots per inch | pages, notes |\n|---|---|---|---|---|---|");
  try {
    for (const name of names.sort()) {
      const target = path.join(kept, `${name}.${format}`);
      console.log(
        `| ${name} | ${await tryFile(engine, path.join(folder, name), target, { ...defaultOrder, model: "tiny", outputFormat: format })} |`,
      );
    }
  } finally {
    await engine.close();
    if (!out) await rm(kept, { recursive: true });
  }
  return 0;
}

async function tryFile(engine: ColorizeProvider, file: string, outputPath: string, order: Order): Promise<string> {
  const spoolDir = await mkdtemp(path.join(tmpdir(), "photo-"));
  const signal = new AbortController().signal;
  try {
    const received = { path: file, bytes: (await stat(file)).size, name: path.basename(file) };
    const sha256 = createHash("sha256")
      .update(await readFile(file))
      .digest("hex");
    const photo = await readPhoto(
      { kind: "file", ...received, sha256 },
      { spoolDir, fetchImage: () => Promise.reject(new Error("A file is never fetched.")), edits: plainEdits, signal },
    );
    await engine.colorize({ jobId: "job_file", photo, order, outputPath }, { signal, onProgress: () => {} });
    const { width, height, depth, density } = await sharp(outputPath, { limitInputPixels: false }).metadata();
    const noted = [photo.pages > 1 ? `${photo.pages} pages` : "", ...photo.notes].filter(Boolean).join(", ");
    return `colored | ${width} × ${height} | ${depth === "ushort" ? 16 : 8} | ${density ?? "none"} | ${noted}`;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return `${error.code}: ${error.message} | | | |`;
  } finally {
    await rm(spoolDir, { recursive: true });
  }
}

/** @throws {UsageError, HelpRequest} */
function readCommandLine(): Options {
  return readArguments<Options>("npm run try:files --", process.argv.slice(2), (program, done) =>
    program
      .description("Color every file of a folder with the tiny model and say in a table what became of each.")
      .argument("<folder>", "", toPath)
      .addOption(new Option("--format <format>", "of what comes out").choices(outputFormats).default("png" as const))
      .option("--out <folder>", "keep what comes out there", toPath)
      .action((folder, options) => done({ folder, ...options })),
  );
}

process.exitCode = await runProgram(main);
