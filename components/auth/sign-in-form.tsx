import { CredentialsForm } from "./credentials-form";
import { signInSchema } from "./credentials-schemas";
import { signInWithPassword } from "./sign-in-with-password";

/** For people who have an account. */
export function SignInForm({ onSignedIn }: { onSignedIn: () => void }) {
  return (
    <CredentialsForm
      submitLabel="Sign in"
      passwordKind="current-password"
      schema={signInSchema}
      onSubmit={async (credentials) => {
        const refused = await signInWithPassword(credentials);
        if (!refused) onSignedIn();
        return refused;
      }}
    />
  );
}
