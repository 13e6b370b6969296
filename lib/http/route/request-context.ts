import "server-only";
import type { NextRequest } from "next/server";
import type { Logger } from "pino";
import type { Studio } from "../studio/studio";

/** What a handler gets: the request, who it is in the logs, and the studio to work with. */
export type RequestContext = {
  request: NextRequest;
  requestId: string;
  /** Values of the address's [brackets]. */
  params: Record<string, string | string[] | undefined>;
  studio: Studio;
  log: Logger;
  /** Headers that the answer carries whether it succeeds or fails: rate limits, the job's id. */
  headers: Headers;
};
