import type { z } from "zod";
import { accountSchema, modelsAnswerSchema, quoteRequestSchema, quoteSchema } from "../v1/account";
import { usageRequestSchema, usageSchema } from "../v1/usage";
import { accountExample, modelsExample, quoteExample, usageCsvExample, usageExample } from "./account-examples";
import { callerErrors, type Endpoint } from "./endpoint";
import { responseHeaders } from "./response-headers";

const { knownCaller } = responseHeaders;
const json = (schema: z.ZodType, example: unknown) => ({ "application/json": { schema, example } });

export const accountEndpoints: Endpoint[] = [
  {
    method: "get",
    path: "/api/v1/account",
    operationId: "getAccount",
    scope: "read",
    tag: "Account",
    summary: "Read credits, key and limits",
    description:
      "The account that the key belongs to: its credits, the key itself and the limits of this studio. Free.",
    answers: {
      200: { description: "The account.", headers: knownCaller, content: json(accountSchema, accountExample) },
    },
    errors: callerErrors,
  },
  {
    method: "post",
    path: "/api/v1/quote",
    operationId: "quote",
    scope: "colorize",
    tag: "Account",
    summary: "Get a price",
    description:
      "The most that photos with these options can cost, and whether the account has enough credits. Free. The charge is lower when " +
      "an add-on changes nothing.",
    body: {
      "application/json": {
        schema: quoteRequestSchema,
        example: { model: "large", clean_scratches: true, photos: 12 },
      },
    },
    answers: {
      200: { description: "The price, line by line.", headers: knownCaller, content: json(quoteSchema, quoteExample) },
    },
    errors: ["invalid_request", ...callerErrors],
  },
  {
    method: "get",
    path: "/api/v1/models",
    operationId: "getModels",
    scope: "read",
    tag: "Account",
    summary: "List models and add-ons",
    description:
      "The models and add-ons with their prices, whether this studio offers them now, and if not, why. Free.",
    answers: {
      200: {
        description: "Models and add-ons.",
        headers: knownCaller,
        content: json(modelsAnswerSchema, modelsExample),
      },
    },
    errors: callerErrors,
  },
  {
    method: "get",
    path: "/api/v1/usage",
    operationId: "getUsage",
    scope: "read",
    tag: "Account",
    summary: "Get usage",
    description:
      "Jobs and credits by day, key or model; the credits match the ledger exactly. For CSV send `format=csv` or `Accept: text/csv`.",
    parameters: { query: usageRequestSchema },
    answers: {
      200: {
        description: "One row per group, and the totals.",
        headers: knownCaller,
        content: {
          ...json(usageSchema, usageExample),
          "text/csv": { schema: { type: "string" }, example: usageCsvExample },
        },
      },
    },
    errors: ["invalid_request", ...callerErrors],
  },
];
