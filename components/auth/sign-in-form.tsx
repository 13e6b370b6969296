import Link from "next/link";
import { useState } from "react";
import { textLink } from "@/components/ui/class-names";
import type { ConsentTerms } from "@/lib/contract/accounts/legal";
import type { OfferedWay } from "@/lib/contract/accounts/sign-in";
import { CredentialsForm } from "./credentials-form";
import { signInSchema } from "./credentials-schemas";
import { EmailLinkForm } from "./other-ways/email-link-form";
import { OtherWays } from "./other-ways/other-ways";
import { SecondFactorForm } from "./second-factor-form";
import { signInWithPassword } from "./sign-in-with-password";

type Props = {
  onSignedIn: () => void;
  /** Where somebody is led who signs in somewhere else: a path of this studio. */
  next: string;
  ways: OfferedWay[];
  /** What an account agrees to that a service elsewhere makes. */
  consent: ConsentTerms | null;
};

/** For people who have an account: the password, a code where the account asks for one, and the other ways. */
export function SignInForm({ onSignedIn, next, ways, consent }: Props) {
  const [step, setStep] = useState<"password" | "code" | "email">("password");
  const back = () => setStep("password");
  if (step === "code") return <SecondFactorForm onSignedIn={onSignedIn} onBack={back} />;
  if (step === "email") return <EmailLinkForm next={next} onBack={back} />;
  return (
    <div className="grid gap-5">
      <CredentialsForm
        submitLabel="Sign in"
        passwordKind="current-password"
        schema={signInSchema}
        onSubmit={async (credentials) => {
          const result = await signInWithPassword(credentials);
          if (result.state === "refused") return result.problems;
          if (result.state === "second-factor") setStep("code");
          else onSignedIn();
          return null;
        }}
      />
      <Link href="/forgot-password" className={`${textLink} inline-flex min-h-6 w-fit items-center text-sm`}>
        Forgot password?
      </Link>
      <OtherWays ways={ways} next={next} onEmail={() => setStep("email")} consent={consent} />
    </div>
  );
}
