import type { Metadata } from "next";
import { LinkProblem } from "@/components/auth/lost-access/link-problem";
import { ResetPassword } from "@/components/auth/lost-access/reset-password";
import { PageHeader } from "@/components/ui/page-header";
import { readResetLinkState } from "@/lib/http/pages/link-pages";

export const metadata: Metadata = {
  title: "New password",
  referrer: "no-referrer",
  robots: { index: false, follow: false },
};

type Props = { searchParams: Promise<{ token?: string | string[] }> };

export default async function ResetPasswordPage({ searchParams }: Props) {
  const token = String((await searchParams).token ?? "");
  const { email, problem } = await readResetLinkState(token);
  if (email === null) return <LinkProblem of="reset" problem={problem} />;
  return (
    <>
      <PageHeader title="Choose a new password">
        For <span className="break-all font-medium text-foreground">{email}</span>. Every browser that is signed in now
        is signed out.
      </PageHeader>
      <ResetPassword token={token} email={email} />
    </>
  );
}
