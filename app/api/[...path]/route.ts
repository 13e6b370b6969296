import { defineRoute } from "@/lib/http/define-route";
import { refuseUnknownPath } from "@/lib/http/refuse-unknown-path";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: refuseUnknownPath,
  HEAD: refuseUnknownPath,
  POST: refuseUnknownPath,
  PUT: refuseUnknownPath,
  PATCH: refuseUnknownPath,
  DELETE: refuseUnknownPath,
});
