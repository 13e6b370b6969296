import { readFileSync } from "node:fs";
import path from "node:path";
import { Worker } from "node:worker_threads";
import { countHelper, openKernel, provideRows, rowThreads } from "./open-rows";

/** The kernel as Node has it: read from the file beside this one, and run on several threads. Importing this file provides it. */
provideRows(() => new WebAssembly.Module(readFileSync(path.join(import.meta.dirname, "rows.wasm"))));

const helperCode = `
const { module, memory, thread } = require("node:worker_threads").workerData;
new WebAssembly.Instance(module, { env: { memory } }).exports.help(thread);
`;

/** Gives this thread `threads` - 1 others that work on rows with it. They end with it. */
export function shareRows(threads: number): void {
  const { module, memory } = openKernel();
  while (rowThreads() < threads) {
    const workerData = { module, memory, thread: countHelper() };
    // The code is whole as it is: without the loader of TypeScript a thread takes a few megabytes and milliseconds.
    const helper = new Worker(helperCode, { eval: true, execArgv: [], workerData });
    // Rows are taken, never given, so a thread that cannot start is only missing.
    helper.on("error", () => {});
    helper.unref();
  }
}
