import { handleRetryMail } from "@/lib/http/admin/mail/handle-mailbox";
import { defineRoute } from "@/lib/http/route/define-route";
import { idParams } from "@/lib/http/route/endpoint";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: { auth: "operator", params: idParams, handler: handleRetryMail },
});
