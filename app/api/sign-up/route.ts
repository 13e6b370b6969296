import { signUpSchema } from "@/lib/contract/requests";
import { checkSignUpOpen, handleSignUp } from "@/lib/http/public/sign-in/handle-sign-up";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: { auth: "public", sameOrigin: true, open: checkSignUpOpen, body: signUpSchema, handler: handleSignUp },
});
