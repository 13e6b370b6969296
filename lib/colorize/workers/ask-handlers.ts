import "server-only";
import path from "node:path";
import { isEnded } from "../../jobs/end-job";
import type { AskHandlers, AskTask } from "../../queue/asks/answer-asks";
import { askInput, askOutput } from "../../queue/asks/ask-worker";
import { openSpool } from "../../storage/spool";
import type { ColorizeDeps } from "../colorize-deps";
import { preparePhoto } from "../photo-file/prepare-photo";
import { colorTaskSchema, produceTaskSchema } from "./forward-to-workers";
import { produceStored } from "./produce-stored";
import { fetchStored } from "./stored-files";

type Deps = Omit<ColorizeDeps, "produce">;

/** What a worker does for processes without an engine, which wait for it (forward-to-workers.ts) and charge for it. */
export const createAskHandlers = (deps: Deps): AskHandlers => ({
  produce: (task) => produce(deps, task),
  color: (task) => inSpool(deps, task, (file) => color(deps, task, file)),
  inspect: (task) => inSpool(deps, task, (file) => deps.provider.inspect(file, task.signal, task.holder)),
});

async function produce(deps: Deps, { data, signal, attempt }: AskTask): Promise<object> {
  const { jobId } = produceTaskSchema.parse(data);
  const row = await deps.db.job.findUnique({ where: { id: jobId } });
  // Its process has died, and the sweeper has released its hold: nobody would charge the output.
  if (!row || isEnded(row.status)) throw new Error(`Job ${jobId} has ended.`);
  return produceStored(deps, row, { signal, attempt, waitsIfBusy: true });
}

async function color({ provider, storage }: Deps, task: AskTask, file: string): Promise<object> {
  const { order, format } = colorTaskSchema.parse(task.data);
  const { id, signal, holder } = task;
  const spoolDir = path.dirname(file);
  const prepared = await preparePhoto({ path: file, format, spoolDir, edits: order, signal, holder });
  const photo = { path: file, format, bytes: 0, sha256: "", name: null, ...prepared };
  const outputPath = path.join(spoolDir, "output");
  const run = { signal, holder, onProgress() {} };
  const output = await provider.colorize({ jobId: id, photo, order, outputPath }, run);
  await storage.put(askOutput(id), outputPath, { contentType: "application/octet-stream", durable: false });
  return output;
}

async function inSpool<T>({ dataDir, storage }: Deps, task: AskTask, work: (file: string) => Promise<T>): Promise<T> {
  const spool = await openSpool(dataDir);
  try {
    const file = path.join(spool.dir, "photo");
    await fetchStored(storage, askInput(task.id), file, task.signal);
    return await work(file);
  } finally {
    await spool.remove();
  }
}
