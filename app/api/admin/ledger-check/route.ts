import { handleCheckBooks } from "@/lib/http/admin/upkeep/handle-checks";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: { auth: "operator", handler: handleCheckBooks },
});
