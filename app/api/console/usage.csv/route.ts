import { defineRoute } from "@/lib/http/define-route";
import { handleUsageCsv } from "@/lib/http/handle-usage";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({ GET: handleUsageCsv });
