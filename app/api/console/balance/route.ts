import { defineRoute } from "@/lib/http/define-route";
import { handleBalance } from "@/lib/http/handle-account";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({ GET: handleBalance });
