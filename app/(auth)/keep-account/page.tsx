import type { Metadata } from "next";
import { KeepAccount } from "@/components/auth/keep-account/keep-account";
import { KeepAccountProblem } from "@/components/auth/keep-account/keep-account-problem";
import { readKeepLinkProblem } from "@/lib/http/pages/account-pages";

export const metadata: Metadata = {
  title: "Keep your account",
  referrer: "no-referrer",
  robots: { index: false, follow: false },
};

type Props = { searchParams: Promise<{ token?: string | string[] }> };

export default async function KeepAccountPage({ searchParams }: Props) {
  const token = String((await searchParams).token ?? "");
  const problem = await readKeepLinkProblem(token);
  return problem ? <KeepAccountProblem problem={problem} /> : <KeepAccount token={token} />;
}
