import { signIn } from "next-auth/react";
import type { CredentialErrors, Credentials } from "./check-credentials";

// One text for every refusal: a text that differs would tell which addresses have accounts here.
const refused = "E-mail or password is wrong, or there were too many attempts. Wait a minute and try again.";
const offline = "The studio did not answer. Check the connection and try again.";

/** Signs this browser in; resolves to null, or to what to tell. Never throws. */
export async function signInWithPassword({ email, password }: Credentials): Promise<CredentialErrors | null> {
  try {
    const result = await signIn("credentials", { redirect: false, email, password });
    return result?.ok && !result.error ? null : { form: refused };
  } catch {
    return { form: offline };
  }
}
