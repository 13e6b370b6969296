import { defineRoute } from "@/lib/http/route/define-route";
import { refuseUnknownPath } from "@/lib/http/route/refuse-unknown-path";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: refuseUnknownPath,
  HEAD: refuseUnknownPath,
  POST: refuseUnknownPath,
  PUT: refuseUnknownPath,
  PATCH: refuseUnknownPath,
  DELETE: refuseUnknownPath,
});
