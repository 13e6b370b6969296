import { handleTestMail } from "@/lib/http/admin/mail/handle-mailbox";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: { auth: "operator", rateLimited: true, handler: handleTestMail },
});
