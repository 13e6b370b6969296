import { signIn } from "next-auth/react";
import type { CredentialProblems, Credentials } from "./credentials-schemas";

// One text for every refusal: different texts would reveal which addresses have accounts here.
const refused =
  "The email or password is wrong, or there were too many attempts. After several tries wait 15 minutes, " +
  "or use a browser in which you signed in before.";
const offline = "The studio did not answer. Check your connection and try again.";

/** Signs this browser in; resolves to null, or to what to show. Never throws. */
export async function signInWithPassword({ email, password }: Credentials): Promise<CredentialProblems | null> {
  try {
    const result = await signIn("credentials", { redirect: false, email, password });
    return result?.ok && !result.error ? null : { form: refused };
  } catch {
    return { form: offline };
  }
}
