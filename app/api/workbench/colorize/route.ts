import { sessionCaller } from "@/lib/http/callers/session-caller";
import { defineRoute } from "@/lib/http/define-route";
import { handleColorize } from "@/lib/http/handle-colorize";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({ POST: handleColorize(sessionCaller) });
