import { handleSignUp } from "@/lib/http/auth/handle-sign-up";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({ POST: handleSignUp });
