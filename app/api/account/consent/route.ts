import { giveConsentSchema } from "@/lib/contract/accounts/legal";
import { handleGiveConsent } from "@/lib/http/account/handle-consent";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: { auth: "session", body: giveConsentSchema, handler: handleGiveConsent },
});
