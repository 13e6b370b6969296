import { defineRoute } from "@/lib/http/route/define-route";
import { refuseUnknownPath } from "@/lib/http/route/problem-response";

const nothingHere = { auth: "public", handler: refuseUnknownPath } as const;

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: nothingHere,
  HEAD: nothingHere,
  POST: nothingHere,
  PUT: nothingHere,
  PATCH: nothingHere,
  DELETE: nothingHere,
});
