import { changeProfileSchema } from "@/lib/contract/accounts/profile";
import { handleChangeProfile, handleProfile } from "@/lib/http/account/handle-profile";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: { auth: "session", handler: handleProfile },
  PATCH: { auth: "session", body: changeProfileSchema, handler: handleChangeProfile },
});
