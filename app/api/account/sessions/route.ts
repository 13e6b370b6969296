import { handleEndOtherSessions, handleListSessions } from "@/lib/http/account/handle-sessions";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: { auth: "session", handler: handleListSessions },
  DELETE: { auth: "session", handler: handleEndOtherSessions },
});
