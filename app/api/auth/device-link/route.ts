import { deviceLinkQuery, handleDeviceLink } from "@/lib/http/public/handle-device-link";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: { auth: "public", query: deviceLinkQuery, handler: handleDeviceLink },
});
