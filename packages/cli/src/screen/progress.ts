import { styleText } from "node:util";
import { formatCount, writeMessage } from "./messages";

const barWidth = 24;

export type Progress = {
  /** A line that stays, above the bar. */
  write(line: string): void;
  /** A line that is written only where there is no bar. */
  writeWithoutBar(line: string): void;
  /** One more photo has ended. */
  advance(credits: number): void;
  end(): void;
};

/** A bar that is drawn over on a terminal; elsewhere, in a log for instance, lines alone. */
export function startProgress(total: number): Progress {
  const isTerminal = process.stderr.isTTY === true && total > 0;
  return isTerminal
    ? drawBar(total)
    : { write: writeMessage, writeWithoutBar: writeMessage, advance: () => {}, end: () => {} };
}

function drawBar(total: number): Progress {
  let ended = 0;
  let charged = 0;
  const clear = () => process.stderr.write("\r\u001b[K");
  const draw = () => {
    const filled = Math.round((Math.min(ended, total) / total) * barWidth);
    const bar = paint("█".repeat(filled)) + "░".repeat(barWidth - filled);
    process.stderr.write(`\r\u001b[K${bar} ${ended}/${total}  ${formatCount(charged, "credit")}`);
  };
  draw();
  return {
    write: (line) => {
      clear();
      writeMessage(line);
      draw();
    },
    writeWithoutBar: () => {},
    advance: (credits) => {
      ended += 1;
      charged += credits;
      draw();
    },
    end: clear,
  };
}

/** https://no-color.org */
const paint = (text: string): string => (process.env.NO_COLOR ? text : styleText("cyan", text));
