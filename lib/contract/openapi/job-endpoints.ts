import { acceptedJobSchema, jobPageRequestSchema, jobPageSchema, jobPathSchema, jobResourceSchema } from "../v1/jobs";
import { signedReceiptSchema } from "../v1/receipts";
import { callerErrors, type Endpoint } from "./endpoint";
import { acceptedJobExample, failedJobExample, jobExample } from "./examples";
import { receiptExample } from "./receipt-example";
import { responseHeaders } from "./response-headers";

const { knownCaller } = responseHeaders;

export const jobEndpoints: Endpoint[] = [
  {
    method: "get",
    path: "/api/v1/jobs",
    operationId: "listJobs",
    scope: "read",
    tag: "Jobs",
    summary: "List jobs",
    description: "Newest first. For the next page send `nextCursor` as `cursor`. A test key sees only test jobs.",
    parameters: { query: jobPageRequestSchema },
    answers: {
      200: {
        description: "One page of jobs.",
        headers: knownCaller,
        content: {
          "application/json": {
            schema: jobPageSchema,
            example: { jobs: [jobExample, failedJobExample], nextCursor: null },
          },
        },
      },
    },
    errors: ["invalid_request", ...callerErrors],
  },
  {
    method: "get",
    path: "/api/v1/jobs/{id}",
    operationId: "getJob",
    scope: "read",
    tag: "Jobs",
    summary: "Read a job",
    description: "The job is final once `status` is `succeeded`, `failed` or `canceled`. Poll it until then.",
    parameters: { path: jobPathSchema },
    answers: {
      200: {
        description: "The job.",
        headers: knownCaller,
        content: {
          "application/json": {
            schema: jobResourceSchema,
            examples: { succeeded: { value: jobExample }, failed: { value: failedJobExample } },
          },
        },
      },
    },
    errors: ["not_found", ...callerErrors],
  },
  {
    method: "delete",
    path: "/api/v1/jobs/{id}",
    operationId: "deleteJob",
    scope: "colorize",
    tag: "Jobs",
    summary: "Delete a job",
    description:
      "Deletes the photo, the picture and everything that could identify the photo. The charge stays in the ledger and in usage.",
    parameters: { path: jobPathSchema },
    answers: { 204: { description: "Deleted.", headers: knownCaller } },
    errors: ["not_found", "job_not_finished", ...callerErrors],
  },
  {
    method: "post",
    path: "/api/v1/jobs/{id}/cancel",
    operationId: "cancelJob",
    scope: "colorize",
    tag: "Jobs",
    summary: "Cancel a job",
    description: "Cancels a queued or running job. A canceled job is not charged.",
    parameters: { path: jobPathSchema },
    answers: {
      200: {
        description: "Canceled.",
        headers: responseHeaders.oneJob,
        content: {
          "application/json": { schema: acceptedJobSchema, example: { ...acceptedJobExample, status: "canceled" } },
        },
      },
      202: {
        description: "The job is running and will end within a few seconds.",
        headers: responseHeaders.oneJob,
        content: {
          "application/json": { schema: acceptedJobSchema, example: { ...acceptedJobExample, status: "running" } },
        },
      },
    },
    errors: ["not_found", "job_already_ended", ...callerErrors],
  },
  {
    method: "get",
    path: "/api/v1/jobs/{id}/receipt",
    operationId: "getReceipt",
    scope: "read",
    tag: "Verification",
    summary: "Read a job's signed receipt",
    description: "What was done to the photo and what it cost, signed with a key of `/api/v1/receipt-keys`.",
    parameters: { path: jobPathSchema },
    answers: {
      200: {
        description: "The receipt and its signature.",
        headers: knownCaller,
        content: { "application/json": { schema: signedReceiptSchema, example: receiptExample } },
      },
    },
    errors: ["not_found", "job_not_finished", ...callerErrors],
  },
];
