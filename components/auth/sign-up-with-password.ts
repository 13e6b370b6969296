import { fetchJson } from "@/lib/client/api-client";
import { ApiProblem } from "@/lib/client/api-problem";
import { signUpAnswerSchema } from "@/lib/contract/requests";
import type { CredentialProblems, Credentials } from "./credentials-schemas";
import { signInWithPassword } from "./sign-in-with-password";

export type SignUpOutcome =
  /** `notice`: something that has to be read first. */
  { state: "signed-in"; notice?: string } | { state: "closed" } | { state: "refused"; errors: CredentialProblems };

/** Creates the account and signs this browser in. Never throws. */
export async function signUpWithPassword(credentials: Credentials): Promise<SignUpOutcome> {
  let notice: string | undefined;
  try {
    ({ notice } = await fetchJson("/api/sign-up", signUpAnswerSchema, { method: "POST", body: credentials }));
  } catch (error) {
    return readRefusal(error);
  }
  const { state } = await signInWithPassword(credentials);
  // The account exists; only signing in failed, so trying to create it again would be the wrong advice.
  return state === "signed-in"
    ? { state, notice }
    : { state: "refused", errors: { form: "Your account is ready. Please sign in now." } };
}

/** What a refused sign-up means for the form. */
export function readRefusal(error: unknown): SignUpOutcome {
  if (!(error instanceof ApiProblem)) {
    return {
      state: "refused",
      errors: { form: "Something went wrong in this browser. Reload the page and try again." },
    };
  }
  if (error.code === "sign_up_closed") return { state: "closed" };
  if (error.code === "email_taken") {
    return { state: "refused", errors: { email: "An account with this email already exists. Sign in instead." } };
  }
  if (error.param === "consent") return { state: "refused", errors: { consent: error.message } };
  if (error.param === "password") return { state: "refused", errors: { password: error.message } };
  if (error.code === "rate_limited") {
    const wait = error.retryAfterSeconds ? ` in ${error.retryAfterSeconds} seconds` : " in a minute";
    return { state: "refused", errors: { form: `Too many attempts. Try again${wait}.` } };
  }
  return { state: "refused", errors: { form: `${error.message} ${error.fix}` } };
}
