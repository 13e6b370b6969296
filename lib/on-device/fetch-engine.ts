import { DeviceError } from "./device-error";
import type { EngineDescription, EngineFile } from "./engine-files";

type Fetched = Record<"runtime" | "rows" | "weights", Uint8Array>;

/**
 * The files of the engine, from the browser's cache where they are there.
 * @param onShare gets the share of all of them that has arrived
 * @throws {DeviceError} engine_unavailable
 */
export async function fetchEngine(
  { files }: Pick<EngineDescription, "files">,
  onShare: (share: number) => void,
): Promise<Fetched> {
  const wanted = [files.runtime, files.rows, files.weights] as const;
  const all = wanted.reduce((sum, { bytes }) => sum + bytes, 0);
  let arrived = 0;
  const count = (bytes: number) => {
    arrived += bytes;
    onShare(Math.min(1, arrived / all));
  };
  const [runtime, rows, weights] = await Promise.all([
    fetchFile(wanted[0], count),
    fetchFile(wanted[1], count),
    fetchFile(wanted[2], count),
  ]);
  return { runtime, rows, weights };
}

async function fetchFile({ url, bytes }: EngineFile, count: (bytes: number) => void): Promise<Uint8Array> {
  try {
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
  } catch (cause) {
    throw new DeviceError("engine_unavailable", { cause });
  }
}
