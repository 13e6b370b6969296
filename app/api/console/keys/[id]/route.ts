import { defineRoute } from "@/lib/http/define-route";
import { handleRevokeKey } from "@/lib/http/handle-keys";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({ DELETE: handleRevokeKey });
