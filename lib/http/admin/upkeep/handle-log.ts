import "server-only";
import { z } from "zod";
import { type LogAnswer, type LogLevel, logLevels, type logQuerySchema } from "../../../contract/admin/upkeep-requests";
import { recentLines } from "../../../log/log";
import type { CallerContext, QueryOf } from "../../route/endpoint";

const lineSchema = z.object({ time: z.string(), level: z.string(), msg: z.string().default("") }).loose();
const shownLines = 300;

/** The last lines of this process's log. Lines are redacted before they are kept. */
export async function handleLog({ query }: CallerContext & QueryOf<typeof logQuerySchema>): Promise<Response> {
  const { level, search } = query;
  const lines = recentLines()
    .list()
    .filter((line) => !search || line.includes(search))
    .flatMap((line) => readLine(line) ?? [])
    .filter((line) => weigh(line.level) >= logLevels[level])
    .slice(-shownLines);
  return Response.json({ lines } satisfies LogAnswer);
}

/** Fatal, which no filter names, is above all. */
const weigh = (level: string): number => (level in logLevels ? logLevels[level as LogLevel] : 60);

/** A line that was cut for its length is shown as it is. */
function readLine(line: string): LogAnswer["lines"][number] | null {
  if (line.trim() === "") return null;
  const parsed = lineSchema.safeParse(parse(line));
  if (!parsed.success) return { time: "", level: "info", message: line, rest: "" };
  const { time, level, msg: message, ...rest } = parsed.data;
  return { time, level, message, rest: Object.keys(rest).length > 0 ? JSON.stringify(rest) : "" };
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
