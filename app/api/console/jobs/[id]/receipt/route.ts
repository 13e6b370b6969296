import { defineRoute } from "@/lib/http/define-route";
import { handleJobReceipt } from "@/lib/http/handle-jobs";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({ GET: handleJobReceipt });
