import { defineRoute } from "@/lib/http/define-route";
import { handleUsageOfAccount } from "@/lib/http/handle-usage";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({ GET: handleUsageOfAccount });
