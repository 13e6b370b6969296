import { handleUsage } from "@/lib/http/console/handle-usage";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({ GET: handleUsage }, { cors: true });
