import { createKeySchema } from "@/lib/contract/accounts/api-keys";
import { handleCreateKey, handleListKeys } from "@/lib/http/console/handle-keys";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: { auth: "session", handler: handleListKeys },
  POST: { auth: "session", body: createKeySchema, handler: handleCreateKey },
});
