import { defineRoute } from "@/lib/http/define-route";
import { handleReady } from "@/lib/http/handle-health";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({ GET: handleReady, HEAD: handleReady });
