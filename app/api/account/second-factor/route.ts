import { secondFactorCodeSchema, startSecondFactorSchema } from "@/lib/contract/accounts/sign-in";
import {
  handleConfirmSecondFactor,
  handleReadSecondFactor,
  handleStartSecondFactor,
} from "@/lib/http/account/handle-second-factor";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: { auth: "session", handler: handleReadSecondFactor },
  POST: { auth: "session", body: startSecondFactorSchema, handler: handleStartSecondFactor },
  PUT: { auth: "session", body: secondFactorCodeSchema, handler: handleConfirmSecondFactor },
});
