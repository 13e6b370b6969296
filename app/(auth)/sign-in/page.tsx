import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthPanel } from "@/components/auth/auth-panel";
import { readNextPath } from "@/components/auth/read-next-path";
import { PageHeader } from "@/components/ui/page-header";
import { explainSignInProblem } from "@/lib/contract/accounts/sign-in";
import { signedInUser } from "@/lib/http/auth/signed-in-user";
import { readSignUpConsent } from "@/lib/http/pages/legal-data";
import { readSignUpTerms } from "@/lib/http/pages/page-data";
import { readSignInWays } from "@/lib/http/pages/sign-in";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<{ next?: string | string[]; error?: string | string[] }> };

export default async function SignInPage({ searchParams }: Props) {
  const { next: given, error } = await searchParams;
  const next = readNextPath(given);
  const problem = typeof error === "string" ? explainSignInProblem(error) : null;
  if (await signedInUser()) redirect(next);
  const { open } = readSignUpTerms();
  return (
    <>
      <PageHeader title="Sign in">Back to your photos and keys.</PageHeader>
      <AuthPanel
        mode="sign-in"
        next={next}
        signUpOpen={open}
        ways={readSignInWays()}
        consent={open ? await readSignUpConsent() : null}
        problem={problem}
      />
    </>
  );
}
