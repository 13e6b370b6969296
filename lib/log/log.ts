import { type DestinationStream, destination, type Logger, pino, stdTimeFunctions } from "pino";
import { settings } from "../env/settings";
import { singleton } from "../lifecycle/singleton";
import { currentWork } from "../telemetry/work-context";
import { createRecentLines, type RecentLines } from "./recent-lines";
import { redact, redactFields, redactText } from "./redact";

/**
 * A log of JSON lines, one event each: `level` (a word), `time` (RFC 3339), `msg` and fields; those of work that a request caused
 * name it, wherever the work is done. It redacts twice, so that callers
 * need not remember to: fields by name, then the finished line by what secrets look like.
 */
export function createLog(level: string, out: DestinationStream = destination(1)): Logger {
  const options = {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    mixin: describeWork,
    // redact() reads errors and their causes itself.
    serializers: { err: (error: unknown) => redact(error) },
    formatters: {
      level: (label: string) => ({ level: label }),
      log: redactFields,
    },
  };
  return pino(options, { write: (line) => out.write(redactText(line)) });
}

function describeWork(): object {
  const { requestId, callerRequestId, traceparent } = currentWork();
  return { requestId, callerRequestId, traceId: traceparent?.split("-")[1] };
}

/** The last lines of this process's log, redacted like all of it. */
export const recentLines = (): RecentLines => singleton("recent-log-lines", () => createRecentLines());

/** The log of this process, on standard output; its last lines stay in memory for the operator's pages. */
export const log = (): Logger =>
  singleton("log", () => {
    const out = destination(1);
    const recent = recentLines();
    const write = (line: string) => {
      recent.add(line);
      out.write(line);
    };
    return createLog(settings().LOG_LEVEL, { write });
  });
