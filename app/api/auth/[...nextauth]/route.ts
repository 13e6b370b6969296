import { defineRoute } from "@/lib/http/define-route";
import { handleNextAuth } from "@/lib/http/handle-next-auth";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: handleNextAuth,
  POST: handleNextAuth,
});
