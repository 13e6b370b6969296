import { byteTable, encodedTable, lumaTables } from "../transfer-tables";

/** The fields of `job` in rows.c, in its order. The first three are its own. */
const jobFields = [
  ...(["left", "undone", "round", "task", "rows", "width", "channels", "isDeep", "pixels", "rowBytes"] as const),
  ...(["scratch", "scratchBytes", "results", "columns"] as const),
  ...(["field", "fieldFirst", "fieldRows", "firstRow", "height"] as const),
];
type RowJob = Partial<Record<(typeof jobFields)[number], number>>;

type Exports = {
  lightness(pixels: number, count: number, channels: number, isDeep: number, into: number): void;
  run(): void;
} & Record<"luma8" | "luma16" | "encoded" | "bytes" | "job" | "__heap_base", WebAssembly.Global>;

export type Kernel = { module: WebAssembly.Module; memory: WebAssembly.Memory; exports: Exports };

const pageBytes = 65_536;
/** What the module was linked with. Only what is used becomes real memory. */
const firstPages = 64;
const mostPages = 16_384;

let loadModule: (() => WebAssembly.Module) | undefined;
let opened: Kernel | undefined;
let helpers = 0;
const filled = new Set<8 | 16>();

/** Says where the compiled rows.wasm comes from: `node-rows.ts` on a server, what a page has fetched in a browser. Called once. */
export function provideRows(load: () => WebAssembly.Module): void {
  loadModule = load;
}

export function openKernel(): Kernel {
  if (opened) return opened;
  if (!loadModule) throw new Error("Nothing has provided rows.wasm: import node-rows.ts, or call provideRows().");
  const module = loadModule();
  // Shared memory needs no isolated page while it stays on one thread.
  const memory = new WebAssembly.Memory({ initial: firstPages, maximum: mostPages, shared: true });
  const exports = new WebAssembly.Instance(module, { env: { memory } }).exports as Exports;
  new Float32Array(memory.buffer, exports.encoded.value).set(encodedTable);
  new Uint8Array(memory.buffer, exports.bytes.value).set(byteTable);
  opened = { module, memory, exports };
  return opened;
}

/** The tables of a depth are filled when they are first needed, because those of 16 bits take 768 KB. */
export function openRows(bits: 8 | 16): Kernel {
  const kernel = openKernel();
  if (filled.has(bits)) return kernel;
  const { memory, exports } = kernel;
  const { red, green, blue } = lumaTables(bits);
  const into = new Float32Array(memory.buffer, (bits === 8 ? exports.luma8 : exports.luma16).value);
  for (const [at, table] of [red, green, blue].entries()) into.set(table, at * table.length);
  filled.add(bits);
  return kernel;
}

/** How many threads work on rows. */
export const rowThreads = (): number => helpers + 1;

/** Counts one more thread that works on rows, and returns its number. */
export function countHelper(): number {
  helpers++;
  return helpers;
}

/**
 * Places in the kernel's memory of so many bytes, valid until the next call; `scratch` has so many for each thread. Each is
 * followed by room for a few samples more, because the kernel reads and writes four pixels at a time.
 */
export function placeRows<const Sizes extends Record<string, number>>(
  { memory, exports }: Kernel,
  scratch: number,
  sizes: Sizes,
) {
  const whole = (bytes: number) => (Math.ceil(bytes / 64) + 1) * 64;
  const start = whole(exports.__heap_base.value);
  let end = start + whole(scratch) * (helpers + 1);
  const places = Object.fromEntries(
    Object.entries(sizes).map(([name, bytes]) => {
      const at = end;
      end += whole(bytes);
      return [name, at];
    }),
  ) as Record<keyof Sizes, number>;
  const missing = Math.ceil((end - memory.buffer.byteLength) / pageBytes);
  if (missing > 0) memory.grow(missing);
  return { ...places, scratch: start, scratchBytes: whole(scratch) };
}

/** Does a job on all threads. Returns when it is done. */
export function runRows({ memory, exports }: Kernel, job: RowJob): void {
  const fields = new Int32Array(memory.buffer, exports.job.value, jobFields.length);
  for (const [at, name] of jobFields.entries()) fields[at] = job[name] ?? (fields[at] as number);
  exports.run();
}
