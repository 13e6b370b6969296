import { listMailsSchema } from "@/lib/contract/accounts/mailbox";
import { handleMailbox } from "@/lib/http/admin/mail/handle-mailbox";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: { auth: "operator", query: listMailsSchema, handler: handleMailbox },
});
