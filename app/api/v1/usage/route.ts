import { defineRoute } from "@/lib/http/define-route";
import { handleUsage } from "@/lib/http/handle-usage";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({ GET: handleUsage }, { cors: true });
