import { defineRoute } from "@/lib/http/define-route";
import { handleQuote } from "@/lib/http/v1/handle-prices";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({ POST: handleQuote }, { cors: true });
