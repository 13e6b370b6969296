import { activityCsvSchema, handleActivityCsv } from "@/lib/http/account/handle-activity";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: { auth: "session", query: activityCsvSchema, handler: handleActivityCsv },
});
