import { apiKeyCaller } from "@/lib/http/callers/api-key-caller";
import { defineRoute } from "@/lib/http/define-route";
import { handleColorize } from "@/lib/http/handle-colorize";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  { POST: handleColorize(apiKeyCaller) },
  { cors: true },
);
