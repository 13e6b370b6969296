import { listActivitySchema } from "@/lib/contract/accounts/audit";
import { handleActivity } from "@/lib/http/account/handle-activity";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: { auth: "session", query: listActivitySchema, handler: handleActivity },
});
