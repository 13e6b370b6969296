import type { ColorizeResult } from "pixomax-client";
import type { Failure } from "../explain-error";
import { describeIgnored, formatCount, writeMessage } from "./messages";
import { startProgress } from "./progress";

type Shown = { input: string; output: string };
export type Report = {
  done(photo: Shown, result: ColorizeResult): void;
  skip(photo: Shown): void;
  fail(input: string, failure: Pick<Failure, "code" | "message" | "ignoredFields">): void;
  /** The last line. `creditsLeft` is null when it is not known. */
  summarize(creditsLeft: number | null): void;
  failures(): number;
};

/** The result of each photo: a line or the bar on standard error and, with `json`, an object a photo on standard output. */
export function createReport({ json, total }: { json: boolean; total: number }): Report {
  const tally = { done: 0, skipped: 0, failed: 0, charged: 0 };
  const progress = startProgress(total);
  const ignored = new Set<string>();
  /** Once, not for each photo: all of them are sent with the same fields. */
  const writeIgnored = (fields?: string[]) => {
    const line = describeIgnored(fields);
    if (line === null || ignored.has(line)) return;
    ignored.add(line);
    progress.write(line);
  };
  const print = (fact: object) => json && process.stdout.write(`${JSON.stringify(fact)}\n`);
  return {
    done: ({ input, output }, { jobId, creditsCharged: charged, ignoredFields, photoPages: pages }) => {
      const creditsCharged = charged ?? 0;
      tally.done += 1;
      tally.charged += creditsCharged;
      progress.writeWithoutBar(`${input} → ${output} (${formatCount(creditsCharged, "credit")})`);
      if (pages) progress.write(`${input} has ${pages} pages or frames, and one was colorized: --page chooses which.`);
      writeIgnored(ignoredFields);
      progress.advance(creditsCharged);
      print({ file: input, status: "done", output, jobId, creditsCharged, pages });
    },
    skip: ({ input, output }) => {
      tally.skipped += 1;
      print({ file: input, status: "skipped", output, creditsCharged: 0 });
    },
    fail: (input, { code, message, ignoredFields }) => {
      tally.failed += 1;
      progress.write(`${input}: ${message}`);
      writeIgnored(ignoredFields);
      progress.advance(0);
      print({ file: input, status: "failed", creditsCharged: 0, error: { code, message } });
    },
    summarize: (creditsLeft) => {
      progress.end();
      const { done, skipped, failed, charged } = tally;
      const left = creditsLeft === null ? "" : `, ${creditsLeft} left`;
      writeMessage(
        `${done} done, ${skipped} skipped, ${failed} failed. ${formatCount(charged, "credit")} charged${left}.`,
      );
    },
    failures: () => tally.failed,
  };
}
