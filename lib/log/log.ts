import { type DestinationStream, destination, type Logger, pino, stdTimeFunctions } from "pino";
import { settings } from "../env/settings";
import { singleton } from "../lifecycle/singleton";
import { redact, redactText } from "./redact";

/**
 * JSON lines, one event each: `level` (a word), `time` (RFC 3339), `msg` and fields. Redacted twice, so that no caller has to
 * remember to: fields by their names on the way in, and every finished line by what secrets look like, whatever put them there.
 */
export function createLog(level: string, out: DestinationStream = destination(1)): Logger {
  const options = {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    // redact() reads errors itself, with their causes.
    serializers: { err: (error: unknown) => redact(error) },
    formatters: {
      level: (label: string) => ({ level: label }),
      log: (fields: object) => redact(fields) as Record<string, unknown>,
    },
  };
  return pino(options, { write: (line) => out.write(redactText(line)) });
}

/** The log of this process, on standard output. A request's own: `log().child({ requestId })`. */
export const log = (): Logger => singleton("log", () => createLog(settings().LOG_LEVEL));
