import { connectRequestSchema } from "@/lib/contract/accounts/sign-in";
import { handleConnect, handleListConnected } from "@/lib/http/account/handle-connected";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: { auth: "session", handler: handleListConnected },
  POST: { auth: "session", body: connectRequestSchema, handler: handleConnect },
});
