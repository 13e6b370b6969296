import "server-only";
import type { NextRequest } from "next/server";
import type { z } from "zod";
import { AppError } from "../../errors/app-error";

const maxJsonBytes = 64 * 1024;

/**
 * The request's JSON body, parsed with `schema`.
 * @throws {AppError} invalid_request, naming the first field at fault
 */
export async function readJson<T>(request: NextRequest, schema: z.ZodType<T>): Promise<T> {
  if (Number(request.headers.get("content-length") ?? 0) > maxJsonBytes) throw tooLong();
  return parseInput(parseJson(await readText(request)), schema);
}

/** Counts while it reads: a body sent in chunks announces no length. */
async function readText({ body }: NextRequest): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body ?? []) {
    bytes += part.byteLength;
    if (bytes > maxJsonBytes) throw tooLong();
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const tooLong = () => new AppError("invalid_request", { detail: `The body may have ${maxJsonBytes} bytes.` });

/** The address's query, parsed with `schema`. @throws {AppError} invalid_request */
export function readQuery<T>(request: NextRequest, schema: z.ZodType<T>): T {
  // What is wrong inside a list is wrong with the parameter that holds the list.
  return parseInput(Object.fromEntries(request.nextUrl.searchParams), schema, 1);
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
