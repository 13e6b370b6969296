import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthPanel } from "@/components/auth/auth-panel";
import { readNextPath } from "@/components/auth/read-next-path";
import { PageHeader } from "@/components/ui/page-header";
import { formatCredits } from "@/lib/format/format-numbers";
import { signedInUser } from "@/lib/http/auth/signed-in-user";
import { readSignUpConsent } from "@/lib/http/pages/legal-data";
import { readSignUpTerms } from "@/lib/http/pages/page-data";
import { readSignInWays } from "@/lib/http/pages/sign-in";

export const metadata: Metadata = { title: "Create an account" };

type Props = { searchParams: Promise<{ next?: string | string[] }> };

export default async function SignUpPage({ searchParams }: Props) {
  const next = readNextPath((await searchParams).next);
  if (await signedInUser()) redirect(next);
  const { open, credits } = readSignUpTerms();
  return (
    <>
      <PageHeader title="Create an account">
        {open && credits > 0
          ? `You get ${formatCredits(credits)} to start: enough to try it on your own photos.`
          : null}
      </PageHeader>
      <AuthPanel
        mode="sign-up"
        next={next}
        signUpOpen={open}
        ways={readSignInWays()}
        consent={await readSignUpConsent()}
      />
    </>
  );
}
