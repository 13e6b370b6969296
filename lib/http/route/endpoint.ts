import "server-only";
import type { NextRequest } from "next/server";
import type { Logger } from "pino";
import { z } from "zod";
import type { KeyScope } from "../../contract/accounts/api-keys";
import type { Caller } from "../auth/callers";
import type { Studio } from "../studio/studio";
import type { RawBody } from "./body-limits";

/** What every handler gets. */
export type RequestContext = {
  /** Without the methods that read a body to its end, however long it is: see read-body.ts. */
  request: Omit<NextRequest, "arrayBuffer" | "blob" | "bytes" | "formData" | "json" | "text">;
  /** Names this request in the answer and in the logs. */
  requestId: string;
  /** Values of the address's [brackets]. */
  params: Record<string, string | string[] | undefined>;
  studio: Studio;
  log: Logger;
  /** Headers that the answer carries whether it succeeds or fails: rate limits, the job's id. */
  headers: Headers;
};
/** What a handler behind a session or a key gets. */
export type CallerContext = RequestContext & { caller: Caller };
export type BodyOf<Schema extends z.ZodType> = { body: z.output<Schema> };
export type QueryOf<Schema extends z.ZodType> = { query: z.output<Schema> };
export type ParamsOf<Schema extends z.ZodType> = { params: z.output<Schema> };

type AnyContext = RequestContext & { caller?: Caller; body?: unknown; query?: unknown };

/**
 * `session`: the session cookie; a write must come from one of our own pages.
 * `key`: an X-Api-Key that has the scope. The request counts against the key's and the account's rate limit, is refused while the
 * public API is switched off, and its answer says how many credits are left.
 * `operator`: the session of an operator, as strict as `session`.
 * `public`: nobody is authenticated.
 */
type Auth = { auth: "key"; scope: KeyScope } | { auth: "session" | "operator" | "public"; scope?: undefined };

/** What one method of an address needs, and the handler that answers once it is there. */
export type Endpoint = Auth & {
  /** Of a public write: it must come from one of our own pages. Writes with a session always must. */
  sameOrigin?: true;
  /** Of a session: the request counts against the account's rate limit. Requests with a key always do. */
  rateLimited?: true;
  /** Of a session: the answer says how many credits are left. Answers to a key always do. */
  showsCredits?: true;
  /** Throws before anything of the body is read when nobody could be served. A key's own check is replaced by it. */
  open?(context: AnyContext): void | Promise<void>;
  /** Schema of the JSON body, or which of the raw bodies the handler reads itself. Without it the body stays unread. */
  body?: z.ZodType | RawBody;
  query?: z.ZodType;
  /** Schema of the values of the address's [brackets]. */
  params?: z.ZodType<Record<string, string>>;
  handler(context: AnyContext): Promise<Response>;
};

type Parsed<Name extends string, Schema> = Schema extends z.ZodType ? { [name in Name]: z.output<Schema> } : unknown;
type CallerOf<E extends Endpoint> = E["auth"] extends "public" ? unknown : { caller: Caller };
export type OpenContextOf<E extends Endpoint> = RequestContext & CallerOf<E>;
/** What the handler of this endpoint gets: the caller unless it is public, and what was parsed. */
export type ContextOf<E extends Endpoint> = OpenContextOf<E> &
  Parsed<"body", E["body"]> &
  Parsed<"query", E["query"]> &
  Parsed<"params", E["params"]>;

/** For an address with one [id]. */
export const idParams = z.object({ id: z.string() });
export type IdParams = ParamsOf<typeof idParams>;
