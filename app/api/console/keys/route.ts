import { defineRoute } from "@/lib/http/define-route";
import { handleCreateKey, handleListKeys } from "@/lib/http/handle-keys";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: handleListKeys,
  POST: handleCreateKey,
});
