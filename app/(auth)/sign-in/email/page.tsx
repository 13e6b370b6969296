import type { Metadata } from "next";
import Link from "next/link";
import { EmailLinkStep } from "@/components/auth/other-ways/email-link-step";
import { readNextPath } from "@/components/auth/read-next-path";
import { textLink } from "@/components/ui/class-names";
import { PageHeader } from "@/components/ui/page-header";
import { readSignInLinkProblem } from "@/lib/http/pages/sign-in";

// The token is in this page's address: nothing that is loaded from here may learn it.
export const metadata: Metadata = { title: "Sign in", referrer: "no-referrer" };

type Props = { searchParams: Promise<{ token?: string | string[]; next?: string | string[] }> };

export default async function EmailLinkPage({ searchParams }: Props) {
  const { token: given, next } = await searchParams;
  const token = typeof given === "string" ? given : "";
  const problem = await readSignInLinkProblem(token);
  return problem ? (
    <>
      <PageHeader title="This link does not work">{problem}</PageHeader>
      <Link href="/sign-in" className={`${textLink} w-fit`}>
        Go to the sign-in page
      </Link>
    </>
  ) : (
    <>
      <PageHeader title="Sign in">Your link is good. It works once.</PageHeader>
      <EmailLinkStep token={token} next={readNextPath(next)} />
    </>
  );
}
