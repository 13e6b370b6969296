import { useMemo, useState } from "react";
import type { ConsentTerms } from "@/lib/contract/accounts/legal";
import { CredentialsForm } from "./credentials-form";
import { newAccountSchema } from "./credentials-schemas";
import { SignUpClosed } from "./sign-up-closed";
import { signUpWithPassword } from "./sign-up-with-password";
import { SignUpWithoutCredits } from "./sign-up-without-credits";

type Props = {
  onSignedIn: () => void;
  /** What a new account agrees to; null where there is nothing. */
  consent: ConsentTerms | null;
};

/** For new users. Turns into a notice when the studio takes no new accounts. */
export function SignUpForm({ onSignedIn, consent }: Props) {
  const schema = useMemo(() => newAccountSchema(consent?.version ?? null), [consent?.version]);
  const [closed, setClosed] = useState(false);
  const [notice, setNotice] = useState<string | null>(null);
  if (closed) return <SignUpClosed />;
  if (notice) return <SignUpWithoutCredits notice={notice} onContinue={onSignedIn} />;
  return (
    <CredentialsForm
      submitLabel="Create account"
      passwordKind="new-password"
      passwordHint="At least 10 characters. A few words make a good password."
      consent={consent}
      schema={schema}
      onSubmit={async (credentials) => {
        const outcome = await signUpWithPassword(credentials);
        if (outcome.state === "refused") return outcome.errors;
        if (outcome.state === "closed") setClosed(true);
        else if (outcome.notice) setNotice(outcome.notice);
        else onSignedIn();
        return null;
      }}
    />
  );
}
