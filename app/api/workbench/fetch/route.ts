import { fetchPhotoSchema } from "@/lib/contract/requests";
import { handleFetchPhoto } from "@/lib/http/intake/handle-fetch-photo";
import { checkServiceOpen } from "@/lib/http/route/check-service-open";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: { auth: "session", open: checkServiceOpen, body: fetchPhotoSchema, handler: handleFetchPhoto },
});
