import { defineRoute } from "@/lib/http/define-route";
import { handleMovements } from "@/lib/http/handle-account";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({ GET: handleMovements });
