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
    tag: "Account",
    summary: "Read credits, key and limits",
    description: "The account behind the key. Nothing is charged.",
    answers: {
      200: { description: "The account.", headers: knownCaller, content: json(accountSchema, accountExample) },
    },
    errors: callerErrors,
  },
  {
    method: "post",
    path: "/api/v1/quote",
    operationId: "quote",
    tag: "Account",
    summary: "Ask for a price",
    description:
      "What photos with these options cost at most (an add-on that changes nothing is not charged), and whether the credits are enough.",
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
    tag: "Account",
    summary: "List models and add-ons",
    description: "Their prices, whether this studio has them now, and if not, why.",
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
    tag: "Account",
    summary: "Sum up usage",
    description:
      "Jobs and credits by day, key or model. The credits are those of the ledger. `Accept: text/csv` works too.",
    parameters: { query: usageRequestSchema },
    answers: {
      200: {
        description: "One row for each group, and the totals.",
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
