import { signIn } from "next-auth/react";
import { explainSignInProblem } from "@/lib/contract/accounts/sign-in";
import type { CredentialProblems, Credentials } from "./credentials-schemas";

const offline = "The studio did not answer. Check your connection and try again.";

/** `second-factor`: the first step is done, and a code is missing. */
export type SignInResult =
  | { state: "signed-in" | "second-factor" }
  | { state: "refused"; problems: CredentialProblems };

/** Signs this browser in. Never throws. */
export const signInWithPassword = ({ email, password }: Credentials): Promise<SignInResult> =>
  send("credentials", { email, password });

/** Signs in with a link that was mailed. Never throws. */
export const signInWithLink = (token: string): Promise<SignInResult> => send("email-link", { token });

async function send(provider: string, fields: Record<string, string>): Promise<SignInResult> {
  try {
    const result = await signIn(provider, { redirect: false, ...fields });
    if (!result?.ok || result.error) return refuse(explainSignInProblem(result?.error ?? "unknown"));
    const isHalfway = new URL(result.url ?? "", window.location.origin).pathname === "/sign-in/second-factor";
    return { state: isHalfway ? "second-factor" : "signed-in" };
  } catch {
    return refuse(offline);
  }
}

const refuse = (form: string): SignInResult => ({ state: "refused", problems: { form } });
