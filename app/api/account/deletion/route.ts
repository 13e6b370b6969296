import { deleteAccountSchema } from "@/lib/contract/accounts/deletion";
import { handleCancelDeletion, handleRequestDeletion } from "@/lib/http/account/handle-deletion";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: { auth: "session", body: deleteAccountSchema, handler: handleRequestDeletion },
  DELETE: { auth: "session", handler: handleCancelDeletion },
});
