import "server-only";
import type { z } from "zod";
import { AppError } from "../../errors/app-error";
import type { RequestContext } from "./endpoint";
import { collectBody } from "./read-body";

const maxJsonBytes = 64 * 1024;

/**
 * The request's JSON body, parsed with `schema`.
 * @throws {AppError} invalid_request, naming the first field at fault
 */
export async function readJson<T>(context: RequestContext, schema: z.ZodType<T>): Promise<T> {
  const refuse = (detail: string, cause?: unknown) => new AppError("invalid_request", { detail, cause });
  const tooLarge = () => refuse(`The body may have ${maxJsonBytes} bytes.`);
  const bytes = await collectBody(context, { maxBytes: maxJsonBytes, tooLarge, refuse });
  return parseInput(parseJson(bytes.toString("utf8")), schema);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The address's query, parsed with `schema`. @throws {AppError} invalid_request */
export function readQuery<T>({ request }: RequestContext, schema: z.ZodType<T>): T {
  // What is wrong inside a list is wrong with the parameter that holds the list.
  return parseInput(Object.fromEntries(request.nextUrl.searchParams), schema, 1);
}

/** The values of the address's [brackets], parsed with `schema`. @throws {AppError} not_found: no such address exists */
export function readParams<T>({ request, params }: RequestContext, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(params);
  if (parsed.success) return parsed.data;
  throw new AppError("not_found", { detail: `There is nothing at ${request.nextUrl.pathname}.` });
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
