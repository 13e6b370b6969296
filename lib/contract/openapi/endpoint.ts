import type { z } from "zod";
import type { ZodOpenApiMediaTypeObject } from "zod-openapi";
import type { ErrorCode } from "../../errors/error-codes";
import type { KeyScope } from "../accounts/api-keys";

/** A successful response. `content` is keyed by media type; without it the response has no body. */
export type EndpointAnswer = {
  description: string;
  headers: Record<string, z.ZodType>;
  content?: Record<string, ZodOpenApiMediaTypeObject>;
};

/** One method of one path, as data for the OpenAPI document and for the test that calls every endpoint. */
export type Endpoint = {
  method: "get" | "post" | "patch" | "delete";
  path: string;
  operationId: string;
  tag: "Colorize" | "Jobs" | "Account" | "Verification" | "Webhooks";
  summary: string;
  description: string;
  /** What the key must be allowed; null for what works without a key. */
  scope: KeyScope | null;
  parameters?: { path?: z.ZodObject; query?: z.ZodObject; header?: z.ZodObject };
  body?: Record<string, ZodOpenApiMediaTypeObject>;
  answers: Record<number, EndpointAnswer>;
  /** The possible errors. Their statuses are in the error table. */
  errors: readonly ErrorCode[];
};

/** The errors of every endpoint that requires a key. */
export const callerErrors = [
  "api_key_missing",
  "api_key_invalid",
  "api_key_revoked",
  "api_key_expired",
  "api_key_disabled",
  "account_suspended",
  "key_address_denied",
  "key_scope_denied",
  "rate_limited",
  "provider_disabled",
  "database_unavailable",
  "internal_error",
] as const satisfies readonly ErrorCode[];
