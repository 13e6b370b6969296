import { mkdir, stat } from "node:fs/promises";
import { availableParallelism } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { createEmbeddedProvider } from "../lib/colorize/providers/embedded/create-embedded-provider";
import { defaultOrder, type Model, models } from "../lib/contract/order";
import { AppError } from "../lib/errors/app-error";

const usage = "Usage: npm run colorize -- photo.jpg out.png [--model tiny|large]";

/** Colours one photo without a server or a database. Exit 0 done, 1 the photo or the disk, 2 the command line. */
async function main(): Promise<number> {
  const order = readCommandLine();
  if (!order) {
    console.error(usage);
    return 2;
  }
  const { input, output, model } = order;
  const file = await stat(input).catch(() => null);
  if (!file?.isFile()) {
    console.error(`${input} is not a file that can be read.`);
    return 1;
  }
  const root = path.resolve(import.meta.dirname, "..");
  // Nothing else runs beside it, so it takes what the machine has; more than 4 threads no longer help.
  const threads = Math.min(4, availableParallelism());
  const engine = createEmbeddedProvider({
    workers: 1,
    threads,
    maxQueue: 0,
    modelsDir: path.join(root, "models"),
    root,
  });
  const started = performance.now();
  try {
    await mkdir(path.dirname(output), { recursive: true });
    const photo = {
      path: input,
      bytes: file.size,
      sha256: "",
      format: "jpeg" as const,
      previewPath: null,
      width: 0,
      height: 0,
      name: null,
    };
    const task = {
      jobId: "cli",
      photo,
      order: { ...defaultOrder, model },
      outputPath: output,
    };
    const made = await engine.colorize(task, { signal: new AbortController().signal, onProgress: () => {} });
    const ms = Math.round(performance.now() - started);
    console.log(`${output}: ${made.width} × ${made.height}, ${made.modelTag}, ${ms} ms`);
    return 0;
  } catch (error) {
    if (!(error instanceof AppError) && !isFileError(error)) throw error;
    console.error(error.message);
    return 1;
  } finally {
    await engine.close();
  }
}

function readCommandLine(): { input: string; output: string; model: Model } | null {
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options: { model: { type: "string" } } });
    const [input, output, ...rest] = positionals;
    const model = models.find((name) => name === (values.model ?? "large"));
    if (!input || !output || rest.length > 0 || !model) return null;
    return { input: path.resolve(input), output: path.resolve(output), model };
  } catch {
    return null; // parseArgs throws on an option it does not know
  }
}

const isFileError = (error: unknown): error is NodeJS.ErrnoException => error instanceof Error && "syscall" in error;

process.exitCode = await main();
