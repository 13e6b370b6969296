import { z } from "zod";
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from "zod-openapi";
import { colorizeAnswerSchema } from "../answers";
import { headers as names } from "../headers";
import { photoFactsSchema } from "../photos/photo-facts";
import { hintSchema, recipeAnswerSchema, recipeSchema, strokeSchema } from "../photos/recipe";
import { errorCodeSchema, problemSchema } from "../problems";
import { accountSchema, modelsAnswerSchema, quoteRequestSchema, quoteSchema } from "../v1/account";
import { archiveRequestSchema } from "../v1/archives";
import { acceptedJobSchema, jobPageSchema, jobResourceSchema, orderAnswerSchema } from "../v1/jobs";
import { receiptKeysSchema, receiptSchema, signedReceiptSchema } from "../v1/receipts";
import { usageRowSchema, usageSchema } from "../v1/usage";
import { webhookDeliverySchema, webhookEndpointSchema } from "../webhooks";
import { accountEndpoints } from "./account-endpoints";
import { archiveEndpoint } from "./archive-endpoint";
import { colorizeEndpoint } from "./colorize-endpoint";
import { describeProblems } from "./describe-problems";
import type { Endpoint, EndpointAnswer } from "./endpoint";
import { jobEndpoints } from "./job-endpoints";
import { publishedEndpoints } from "./published-endpoints";
import { recipeEndpoints } from "./recipe-endpoints";
import { webhookEndpoints } from "./webhook-endpoints";
import { webhookOperations } from "./webhook-operations";

/** The public API: one entry per method and path. */
export const endpoints: readonly Endpoint[] = [
  colorizeEndpoint,
  ...jobEndpoints,
  archiveEndpoint,
  ...recipeEndpoints,
  ...accountEndpoints,
  ...webhookEndpoints,
  ...publishedEndpoints,
];

/** Schemas that have a name in the document and in clients generated from it. */
const schemas = {
  Problem: problemSchema,
  ErrorCode: errorCodeSchema,
  ColorizeAnswer: colorizeAnswerSchema,
  Order: orderAnswerSchema,
  AcceptedJob: acceptedJobSchema,
  PhotoFacts: photoFactsSchema,
  Stroke: strokeSchema,
  Hint: hintSchema,
  Recipe: recipeAnswerSchema,
  RecipeRequest: recipeSchema,
  Job: jobResourceSchema,
  JobPage: jobPageSchema,
  Receipt: receiptSchema,
  SignedReceipt: signedReceiptSchema,
  ReceiptKeys: receiptKeysSchema,
  ArchiveRequest: archiveRequestSchema,
  Account: accountSchema,
  QuoteRequest: quoteRequestSchema,
  Quote: quoteSchema,
  Models: modelsAnswerSchema,
  WebhookDelivery: webhookDeliverySchema,
  WebhookEndpoint: webhookEndpointSchema,
  UsageRow: usageRowSchema,
  Usage: usageSchema,
};

const tags = [
  { name: "Colorize", description: "Colorize a photo." },
  { name: "Jobs", description: "Read, cancel and delete jobs. Each photo is one job." },
  { name: "Account", description: "Credits, prices, limits and usage." },
  { name: "Verification", description: "Signed receipts, the keys that verify them, and this document." },
  { name: "Webhooks", description: "Requests that the studio sends to your server, and where it sends them." },
];

const describeAnswer = ({ description, headers, content }: EndpointAnswer) => ({
  description,
  headers: z.object(headers),
  ...(content ? { content } : {}),
});

function describeOperation(endpoint: Endpoint): ZodOpenApiOperationObject {
  const { operationId, tag, summary, description, scope, parameters, body, answers, errors } = endpoint;
  const successes = Object.entries(answers).map(([status, answer]) => [status, describeAnswer(answer)]);
  return {
    operationId,
    tags: [tag],
    summary,
    description: scope ? `${description} Needs a key with the scope \`${scope}\`.` : description,
    ...(scope ? {} : { security: [] }),
    ...(parameters ? { requestParams: parameters } : {}),
    ...(body ? { requestBody: { required: true, content: body } } : {}),
    responses: { ...Object.fromEntries(successes), ...describeProblems(errors) },
  };
}

function describePaths(): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const endpoint of endpoints) {
    paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method]: describeOperation(endpoint) };
  }
  return paths;
}

/** Removes the patterns of dates, which are long and say no more than the format. */
function leaveOutDatePatterns({ jsonSchema }: { jsonSchema: { format?: string; pattern?: string } }): void {
  if (jsonSchema.format?.startsWith("date")) delete jsonSchema.pattern;
}

/** The OpenAPI 3.1 document of the public API. @param origin of the studio, without a trailing slash */
export const createApiDocument = (origin: string) =>
  createDocument(
    {
      openapi: "3.1.0",
      info: {
        title: "Pixomax Studio",
        version: "1.0.0",
        description:
          "Colorizes photos. Errors are `application/problem+json` and are never charged. Unknown paths answer 404 `not_found`, other " +
          "methods 405 `method_not_allowed`. New headers and paths may be added; none is removed.",
        license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      },
      servers: [{ url: origin }],
      security: [{ apiKey: [] }],
      tags,
      paths: describePaths(),
      webhooks: webhookOperations,
      components: {
        securitySchemes: {
          apiKey: { type: "apiKey", in: "header", name: names.apiKey, description: "A key from the console." },
        },
        schemas,
      },
    },
    { override: leaveOutDatePatterns },
  );
