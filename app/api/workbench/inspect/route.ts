import { sessionCaller } from "@/lib/http/callers/session-caller";
import { defineRoute } from "@/lib/http/define-route";
import { handleInspect } from "@/lib/http/handle-inspect";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({ POST: handleInspect(sessionCaller) });
