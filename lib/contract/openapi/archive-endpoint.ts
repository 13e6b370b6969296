import { archiveRequestSchema } from "../v1/archives";
import { callerErrors, type Endpoint } from "./endpoint";
import { jobExample } from "./examples";
import { responseHeaders } from "./response-headers";

/** POST /api/v1/archives. */
export const archiveEndpoint: Endpoint = {
  method: "post",
  path: "/api/v1/archives",
  operationId: "createArchive",
  scope: "read",
  tag: "Jobs",
  summary: "Download the pictures of many jobs as one ZIP",
  description:
    "Sent while it is read, the pictures as they are stored, named like the photos with `-color`; photos of the same name are numbered. " +
    "`manifest.csv` lists every job with its file, price, model, options, SHA-256 and receipt, and those without a picture with the reason. " +
    "An id that is not one of your jobs is refused with `not_found`. A download that breaks off ends the connection early: it is not a " +
    "shorter ZIP.",
  body: {
    "application/json": { schema: archiveRequestSchema, example: { jobIds: [jobExample.jobId] } },
  },
  answers: {
    200: {
      description: "The ZIP.",
      headers: responseHeaders.knownCaller,
      content: { "application/zip": { schema: { type: "string", format: "binary" } } },
    },
  },
  errors: ["invalid_request", "not_found", "archive_empty", "over_capacity", ...callerErrors],
};
