import { quoteRequestSchema } from "@/lib/contract/v1/account";
import { defineRoute } from "@/lib/http/route/define-route";
import { handleQuote } from "@/lib/http/v1/handle-prices";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  { POST: { auth: "key", scope: "colorize", body: quoteRequestSchema, handler: handleQuote } },
  { cors: true },
);
