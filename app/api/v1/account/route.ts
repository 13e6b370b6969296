import { defineRoute } from "@/lib/http/route/define-route";
import { handleAccount } from "@/lib/http/v1/handle-account";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  { GET: { auth: "key", scope: "read", handler: handleAccount } },
  { cors: true },
);
