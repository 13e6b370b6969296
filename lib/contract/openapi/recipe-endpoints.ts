import { recipeSchema } from "../photos/recipe";
import { jobPathSchema, jobResourceSchema, pictureRequestSchema } from "../v1/jobs";
import { callerErrors, type Endpoint } from "./endpoint";
import { jobExample, recipeExample } from "./examples";
import { responseHeaders } from "./response-headers";

const picture = { schema: { type: "string", format: "binary" } } as const;

/** What one does with a job's picture once it is there. */
export const recipeEndpoints: Endpoint[] = [
  {
    method: "patch",
    path: "/api/v1/jobs/{id}/recipe",
    operationId: "setRecipe",
    scope: "colorize",
    tag: "Jobs",
    summary: "Adjust a picture's colors",
    description:
      "Keeps how the colors of a succeeded job's picture are adjusted, as often as you like, for free. `null`, or a recipe that changes " +
      "nothing, removes it. `outputUrl` and the receipt stay as they are; `GET /api/v1/jobs/{id}/picture` is the adjusted picture.",
    parameters: { path: jobPathSchema },
    body: { "application/json": { schema: recipeSchema.nullable(), example: recipeExample } },
    answers: {
      200: {
        description: "The job with its recipe.",
        headers: responseHeaders.oneJob,
        content: {
          "application/json": { schema: jobResourceSchema, example: { ...jobExample, recipe: recipeExample } },
        },
      },
    },
    errors: ["invalid_request", "not_found", "job_not_finished", "job_has_no_output", "job_deleted", ...callerErrors],
  },
  {
    method: "get",
    path: "/api/v1/jobs/{id}/picture",
    operationId: "getPicture",
    scope: "read",
    tag: "Jobs",
    summary: "Download a picture, adjusted and in any format",
    description:
      "The output with the job's recipe applied, at its full size and depth, with the photo's metadata and the mark that AI colorized it. " +
      "Without a recipe and in the job's own format it is the output itself. Takes a second for each few megapixels.",
    parameters: { path: jobPathSchema, query: pictureRequestSchema },
    answers: {
      200: {
        description: "The picture, to be saved under the photo's name.",
        headers: responseHeaders.oneJob,
        content: { "image/png": picture, "image/jpeg": picture, "image/webp": picture },
      },
    },
    errors: [
      "invalid_request",
      "invalid_option",
      "not_found",
      "job_not_finished",
      "job_has_no_output",
      "job_deleted",
      "over_capacity",
      "upstream_error",
      "upstream_timeout",
      "storage_full",
      "storage_unavailable",
      ...callerErrors,
    ],
  },
];
