import { handleReceipt } from "@/lib/http/jobs/handle-jobs";
import { defineRoute } from "@/lib/http/route/define-route";
import { idParams } from "@/lib/http/route/endpoint";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  { GET: { auth: "key", scope: "read", params: idParams, handler: handleReceipt } },
  { cors: true },
);
