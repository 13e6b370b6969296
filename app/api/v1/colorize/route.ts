import { apiKeyCaller } from "@/lib/http/auth/api-key-caller";
import { handleColorize } from "@/lib/http/colorize/handle-colorize";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  { POST: handleColorize(apiKeyCaller) },
  { cors: true },
);
