import { DeviceError } from "./device-error";
import type { EngineDescription, EngineFile } from "./engine-files";

type Fetched = { runtime: URL } & Record<"rows" | "weights", Uint8Array>;

/**
 * The files of the engine, from the browser's cache where they are there. onnxruntime's WebAssembly only comes into that cache: it
 * is compiled from its address.
 * @param onShare gets the share of all of them that has arrived
 * @throws {DeviceError} engine_unavailable
 */
export async function fetchEngine(
  { files: { runtime, rows, weights } }: Pick<EngineDescription, "files">,
  onShare: (share: number) => void,
): Promise<Fetched> {
  const all = runtime.bytes + rows.bytes + weights.bytes;
  let arrived = 0;
  const count = (bytes: number) => {
    arrived += bytes;
    onShare(Math.min(1, arrived / all));
  };
  try {
    const [kernel, network] = await Promise.all([
      keepParts(rows, count),
      keepParts(weights, count),
      readParts(runtime, (part) => count(part.length)),
    ]);
    return { runtime: new URL(runtime.url, location.origin), rows: kernel, weights: network };
  } catch (cause) {
    throw new DeviceError("engine_unavailable", { cause });
  }
}

async function keepParts(file: EngineFile, count: (bytes: number) => void): Promise<Uint8Array> {
  const content = new Uint8Array(file.bytes);
  let at = 0;
  await readParts(file, (part) => {
    content.set(part, at);
    at += part.length;
    count(part.length);
  });
  return content;
}

async function readParts({ url, bytes }: EngineFile, onPart: (part: Uint8Array) => void): Promise<void> {
  const response = await fetch(url);
  if (!response.ok || !response.body) throw new Error(`${url} was answered with ${response.status}.`);
  let read = 0;
  const reader = response.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    read += part.value.length;
    onPart(part.value);
  }
  if (read !== bytes) throw new Error(`${url} has ${read} of ${bytes} bytes.`);
}
