"use client";

import { checkSignIn } from "./check-credentials";
import { CredentialsForm } from "./credentials-form";
import { signInWithPassword } from "./sign-in-with-password";

/** For people who have an account. */
export function SignInForm({ onSignedIn }: { onSignedIn: () => void }) {
  return (
    <CredentialsForm
      submitLabel="Sign in"
      passwordKind="current-password"
      check={checkSignIn}
      onSubmit={async (credentials) => {
        const refused = await signInWithPassword(credentials);
        if (!refused) onSignedIn();
        return refused;
      }}
    />
  );
}
