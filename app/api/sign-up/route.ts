import { defineRoute } from "@/lib/http/define-route";
import { handleSignUp } from "@/lib/http/handle-sign-up";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({ POST: handleSignUp });
