import { pictureRequestSchema } from "@/lib/contract/v1/jobs";
import { handlePicture } from "@/lib/http/jobs/handle-recipe";
import { defineRoute } from "@/lib/http/route/define-route";
import { idParams } from "@/lib/http/route/endpoint";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  { GET: { auth: "key", scope: "read", params: idParams, query: pictureRequestSchema, handler: handlePicture } },
  { cors: true },
);
