import { secondFactorCodeSchema } from "@/lib/contract/accounts/sign-in";
import { handleSecondFactor } from "@/lib/http/public/sign-in/handle-second-factor";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  // Beside next-auth's addresses: the cookie of known devices is sent to these alone.
  POST: { auth: "public", sameOrigin: true, body: secondFactorCodeSchema, handler: handleSecondFactor },
});
