import { DeviceError } from "./device-error";
import type { EngineDescription, EngineFile } from "./engine-files";

/**
 * The files of the engine, from the browser's cache where they are there.
 * @param onShare gets the share of all of them that has arrived
 * @throws {DeviceError} engine_unavailable
 */
export async function fetchEngine(
  { files: { runtime, rows, weights } }: Pick<EngineDescription, "files">,
  onShare: (share: number) => void,
): Promise<Record<"runtime" | "rows" | "weights", Uint8Array>> {
  const all = runtime.bytes + rows.bytes + weights.bytes;
  let arrived = 0;
  const count = (bytes: number) => {
    arrived += bytes;
    onShare(Math.min(1, arrived / all));
  };
  try {
    const [program, kernel, network] = await Promise.all([
      fetchFile(runtime, count),
      fetchFile(rows, count),
      fetchFile(weights, count),
    ]);
    return { runtime: program, rows: kernel, weights: network };
  } catch (cause) {
    throw new DeviceError("engine_unavailable", { cause });
  }
}

async function fetchFile({ url, bytes }: EngineFile, count: (bytes: number) => void): Promise<Uint8Array> {
  const response = await fetch(url);
  if (!response.ok || !response.body) throw new Error(`${url} was answered with ${response.status}.`);
  const content = new Uint8Array(bytes);
  let at = 0;
  const reader = response.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    content.set(part.value, at);
    at += part.value.length;
    count(part.value.length);
  }
  if (at !== bytes) throw new Error(`${url} has ${at} of ${bytes} bytes.`);
  return content;
}
