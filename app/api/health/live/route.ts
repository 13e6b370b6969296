import { defineRoute } from "@/lib/http/define-route";
import { handleLive } from "@/lib/http/handle-health";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({ GET: handleLive, HEAD: handleLive });
