import { receiptKeysSchema } from "../v1/receipts";
import type { Endpoint } from "./endpoint";
import { responseHeaders } from "./response-headers";

/** Endpoints that need no key. */
export const publishedEndpoints: Endpoint[] = [
  {
    method: "get",
    path: "/api/v1/receipt-keys",
    operationId: "getReceiptKeys",
    scope: null,
    tag: "Verification",
    summary: "Read the keys that sign receipts",
    description: "The public keys that verify receipts, as a JSON Web Key Set (RFC 7517).",
    answers: {
      200: {
        description: "The keys.",
        headers: responseHeaders.everyAnswer,
        content: {
          "application/json": {
            schema: receiptKeysSchema,
            example: {
              keys: [
                {
                  kty: "OKP",
                  crv: "Ed25519",
                  x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
                  kid: "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k",
                  use: "sig",
                  alg: "EdDSA",
                },
              ],
            },
          },
        },
      },
    },
    errors: ["internal_error"],
  },
  {
    method: "get",
    path: "/api/v1/openapi.json",
    operationId: "getOpenApi",
    scope: null,
    tag: "Verification",
    summary: "Read this document",
    description: "OpenAPI 3.1, generated from the schemas that requests and answers are validated with.",
    answers: {
      200: {
        description: "The document.",
        headers: responseHeaders.everyAnswer,
        content: {
          "application/json": {
            schema: {
              type: "object",
              properties: { openapi: { type: "string" }, info: { type: "object" }, paths: { type: "object" } },
              required: ["openapi", "info", "paths"],
            },
          },
        },
      },
    },
    errors: ["internal_error"],
  },
];
