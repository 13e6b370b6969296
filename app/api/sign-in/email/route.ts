import { emailLinkSchema } from "@/lib/contract/accounts/sign-in";
import { checkLinkOffered, handleEmailLink } from "@/lib/http/public/sign-in/handle-email-link";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: { auth: "public", sameOrigin: true, open: checkLinkOffered, body: emailLinkSchema, handler: handleEmailLink },
});
