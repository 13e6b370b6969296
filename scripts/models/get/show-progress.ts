import { formatBytes } from "../../../lib/format/format-files";
import type { Progress } from "./receive-file";

/** A line on a terminal is renewed this often; elsewhere a line is written for every tenth of the file. */
const renewMs = 250;
const step = 10;
/** Without a size, a line for so many bytes. */
const stepBytes = 50_000_000;

type Screen = { isTTY?: boolean; write(text: string): unknown };

/** Shows how far a download is; `end` leaves the line. */
export function showProgress(
  screen: Screen,
  now: () => number = () => performance.now(),
): { onProgress: Progress; end(): void } {
  let shownAt = Number.NEGATIVE_INFINITY;
  let shownStep = -1;
  let isOpen = false;
  const format = (bytes: number, total: number | null) =>
    total === null
      ? formatBytes(bytes)
      : `${formatBytes(bytes)} of ${formatBytes(total)}, ${Math.floor((bytes / total) * 100)} %`;

  function onProgress(bytes: number, total: number | null): void {
    if (screen.isTTY) {
      if (now() - shownAt < renewMs && bytes !== total) return;
      shownAt = now();
      isOpen = true;
      screen.write(`\r\u001b[K${format(bytes, total)}`);
      return;
    }
    const reached = total === null ? Math.floor(bytes / stepBytes) : Math.floor((bytes / total) * step);
    if (reached === shownStep) return;
    shownStep = reached;
    screen.write(`${format(bytes, total)}\n`);
  }

  return {
    onProgress,
    end() {
      if (isOpen) screen.write("\n");
      isOpen = false;
    },
  };
}
