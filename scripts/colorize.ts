import { mkdir, stat } from "node:fs/promises";
import { availableParallelism } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { createEmbeddedProvider } from "../lib/colorize/providers/embedded/create-embedded-provider";
import { defaultOrder, type Order, orderFields } from "../lib/contract/order";
import type { PhotoFacts } from "../lib/contract/photo-facts";
import { AppError } from "../lib/errors/app-error";
import { placeModels } from "./place-models";

const usage = `Usage: npm run colorize -- photo.jpg out.png [--model tiny|large] [--strength 0..1]
  [--clean-scratches] [--face-remaster] [--models folder]`;

/** Colors one photo without a server or a database. Exit 0 done, 1 the photo or the disk, 2 the command line. */
async function main(): Promise<number> {
  const wanted = readCommandLine();
  if (!wanted) {
    console.error(usage);
    return 2;
  }
  const { input, output, order, models } = wanted;
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
    ...placeModels(models),
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
    const task = { jobId: "cli", photo, order, outputPath: output };
    const made = await engine.colorize(task, { signal: new AbortController().signal, onProgress: () => {} });
    const ms = Math.round(performance.now() - started);
    console.log(`${output}: ${made.width} × ${made.height}, ${made.modelTag}, ${ms} ms`);
    console.log(describeFacts(made.facts));
    return 0;
  } catch (error) {
    if (!(error instanceof AppError) && !isFileError(error)) throw error;
    console.error(error.message);
    return 1;
  } finally {
    await engine.close();
  }
}

type CommandLine = { input: string; output: string; order: Order; models: string | undefined };

function readCommandLine(): CommandLine | null {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        model: { type: "string" },
        "clean-scratches": { type: "boolean", default: false },
        "face-remaster": { type: "boolean", default: false },
        strength: { type: "string" },
        models: { type: "string" },
      },
    });
    const [input, output, ...rest] = positionals;
    const model = orderFields.model.safeParse(values.model);
    const strength = orderFields.strength.safeParse(values.strength);
    if (!input || !output || rest.length > 0 || !model.success || !strength.success) return null;
    const addOns = { cleanScratches: values["clean-scratches"], faceRemaster: values["face-remaster"] };
    const order = { ...defaultOrder, ...addOns, model: model.data, strength: strength.data };
    const models = values.models === undefined ? undefined : path.resolve(values.models);
    return { input: path.resolve(input), output: path.resolve(output), order, models };
  } catch {
    return null; // parseArgs throws on an option it does not know
  }
}

/** What was seen in the photo, in one line. */
function describeFacts({ tone, damagePercent, faces }: PhotoFacts): string {
  const parts = [
    tone && { gray: "the photo was gray", toned: "the photo was toned", color: "the photo was in color already" }[tone],
    damagePercent !== null && (damagePercent > 0 ? `damage on ${damagePercent} % of it` : "no damage found"),
    faces !== null && (faces === 1 ? "1 face" : `${faces || "no"} faces`),
  ];
  return parts.filter(Boolean).join(", ");
}

const isFileError = (error: unknown): error is NodeJS.ErrnoException => error instanceof Error && "syscall" in error;

process.exitCode = await main();
