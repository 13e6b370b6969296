import { styleText } from "node:util";
import { count, say } from "./say";

const barWidth = 24;

export type Progress = {
  /** A line that stays, above the bar. */
  tell(line: string): void;
  /** A line for where there is no bar. */
  note(line: string): void;
  /** One more photo has ended. */
  step(credits: number): void;
  end(): void;
};

/** A bar that is drawn over on a terminal; elsewhere, in a log for instance, lines alone. */
export function startProgress(total: number): Progress {
  const isTerminal = process.stderr.isTTY === true && total > 0;
  return isTerminal ? drawBar(total) : { tell: say, note: say, step: () => {}, end: () => {} };
}

function drawBar(total: number): Progress {
  let ended = 0;
  let charged = 0;
  const clear = () => process.stderr.write("\r\u001b[K");
  const draw = () => {
    const filled = Math.round((Math.min(ended, total) / total) * barWidth);
    const bar = paint("█".repeat(filled)) + "░".repeat(barWidth - filled);
    process.stderr.write(`\r\u001b[K${bar} ${ended}/${total}  ${count(charged, "credit")}`);
  };
  draw();
  return {
    tell: (line) => {
      clear();
      say(line);
      draw();
    },
    note: () => {},
    step: (credits) => {
      ended += 1;
      charged += credits;
      draw();
    },
    end: clear,
  };
}

/** https://no-color.org */
const paint = (text: string): string => (process.env.NO_COLOR ? text : styleText("cyan", text));
