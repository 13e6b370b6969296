import { ownerProofSchema } from "@/lib/contract/accounts/sign-in";
import { handleSwitchOffSecondFactor } from "@/lib/http/account/handle-second-factor";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: { auth: "session", body: ownerProofSchema, handler: handleSwitchOffSecondFactor },
});
