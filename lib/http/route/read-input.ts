import "server-only";
import type { z } from "zod";
import { AppError } from "../../errors/app-error";
import { jsonBody } from "./body-limits";
import type { RequestContext } from "./endpoint";
import { collectBody } from "./read-body";
import { findUnstorable, isStorable } from "./storable-text";

/**
 * The request's JSON body, parsed with `schema`.
 * @throws {AppError} invalid_request, naming the first field at fault
 */
export async function readJson<T>(context: RequestContext, schema: z.ZodType<T>): Promise<T> {
  const refuse = (detail: string, cause?: unknown) => new AppError("invalid_request", { detail, cause });
  const tooLarge = () => refuse(`The body may have ${jsonBody.maxBytes} bytes.`);
  const bytes = await collectBody(context, { ...jsonBody, tooLarge, refuse });
  const input = parseJson(bytes.toString("utf8"));
  const unstorable = findUnstorable(input);
  if (unstorable) throw refuse(`The body holds ${unstorable}, which no text here may hold.`);
  return parseInput(input, schema);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Before any value of the address reaches a database, which would fail on such text.
 * @throws {AppError} not_found for a NUL or half a surrogate pair in the path, invalid_request for one in the query
 */
export function refuseUnstorableAddress({ request, params }: RequestContext): void {
  if (!Object.values(params).flat().every(isStorable)) throw nothingAt(request);
  for (const [param, value] of request.nextUrl.searchParams) {
    const detail = "The query holds a NUL character, which no text here may hold.";
    if (!isStorable(param) || !isStorable(value)) throw new AppError("invalid_request", { detail });
  }
}

const nothingAt = ({ nextUrl }: RequestContext["request"]) =>
  new AppError("not_found", { detail: `There is nothing at ${nextUrl.pathname}.` });

/** The address's query, parsed with `schema`. @throws {AppError} invalid_request */
export function readQuery<T>({ request }: RequestContext, schema: z.ZodType<T>): T {
  // What is wrong inside a list is wrong with the parameter that holds the list.
  return parseInput(Object.fromEntries(request.nextUrl.searchParams), schema, 1);
}

/** The values of the address's [brackets], parsed with `schema`. @throws {AppError} not_found: no such address exists */
export function readParams<T>({ request, params }: RequestContext, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(params);
  if (parsed.success) return parsed.data;
  throw nothingAt(request);
}

function parseInput<T>(input: unknown, schema: z.ZodType<T>, levels?: number): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const unknown = issue?.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
  const param = [...(issue?.path ?? []), ...unknown].slice(0, levels).join(".") || undefined;
  const detail = param ? `\`${param}\`: ${issue?.message}` : "The request is not what this address expects.";
  throw new AppError("invalid_request", { detail, param });
}
