// One photo through the studio's path, in a process of its own, so that its peak of memory is nobody else's. Prints JSON.
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { readPhoto } from "../../../lib/colorize/image-input/read-photo";
import { checkOutput } from "../../../lib/colorize/output/check-output";
import { createEmbeddedProvider } from "../../../lib/colorize/providers/embedded/create-embedded-provider";
import { defaultOrder } from "../../../lib/contract/order";
import { plainEdits } from "../../../lib/contract/photos/edits";
import { placeModels } from "../../../scripts/models/place-models";
import { type BigRun, type BigTask, bigTaskSchema } from "./task";

const mebibytes = () => process.resourceUsage().maxRSS / 1024;

async function colorBig(task: BigTask): Promise<BigRun> {
  const engine = createEmbeddedProvider({ workers: 1, threads: 2, maxQueue: 1, ...placeModels() });
  const spoolDir = mkdtempSync(path.join(os.tmpdir(), "bench-big-"));
  const signal = new AbortController().signal;
  const started = performance.now();
  const peaks: Record<string, number> = {};
  try {
    await engine.warmUp?.();
    peaks.started = mebibytes();
    const bytes = readFileSync(task.input);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const image = { kind: "file" as const, path: task.input, bytes: statSync(task.input).size, sha256, name: null };
    const fetchImage = () => Promise.reject(new Error("A file is never fetched."));
    const photo = await readPhoto(image, { spoolDir, fetchImage, edits: plainEdits, signal });
    peaks.read = mebibytes();
    const outputPath = path.join(spoolDir, "output");
    const order = { ...defaultOrder, model: task.model, outputFormat: task.format };
    const addOns = { cleanScratches: task.addOns, faceRemaster: task.addOns };
    const onProgress = (stage: string) => {
      peaks[stage] = mebibytes();
    };
    await engine.colorize(
      { jobId: "job_big", photo, order: { ...order, ...addOns }, outputPath },
      { signal, onProgress },
    );
    peaks.colored = mebibytes();
    await checkOutput(outputPath, photo);
    peaks.checked = mebibytes();
    return { peaks, peakMiB: mebibytes(), seconds: (performance.now() - started) / 1000 };
  } finally {
    await engine.close();
    rmSync(spoolDir, { recursive: true });
  }
}

console.log(JSON.stringify(await colorBig(bigTaskSchema.parse(JSON.parse(process.argv[2] ?? "")))));
