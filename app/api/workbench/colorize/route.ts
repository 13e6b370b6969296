import { sessionCaller } from "@/lib/http/auth/session-caller";
import { handleColorize } from "@/lib/http/colorize/handle-colorize";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({ POST: handleColorize(sessionCaller) });
