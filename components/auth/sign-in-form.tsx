import Link from "next/link";
import { cn, textLink } from "@/components/ui/class-names";
import { CredentialsForm } from "./credentials-form";
import { signInSchema } from "./credentials-schemas";
import { signInWithPassword } from "./sign-in-with-password";

/** For people who have an account. */
export function SignInForm({ onSignedIn }: { onSignedIn: () => void }) {
  return (
    <div className="grid gap-4">
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
      <p className="text-sm">
        <Link href="/forgot-password" className={cn(textLink, "font-medium")}>
          Forgot password?
        </Link>
      </p>
    </div>
  );
}
