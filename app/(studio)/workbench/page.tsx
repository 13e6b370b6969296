import type { Metadata } from "next";
import { z } from "zod";
import { signedInUser } from "@/lib/http/auth/signed-in-user";
import { readSignUpConsent } from "@/lib/http/pages/legal-data";
import { readBalanceOf, readCapabilities, readSignUpTerms } from "@/lib/http/pages/page-data";
import { readSignInWays } from "@/lib/http/pages/sign-in";
import { WorkbenchScreen } from "./workbench-screen";

export const metadata: Metadata = { title: "Workbench" };

const searchSchema = z.object({ job: z.string().max(100).optional().catch(undefined) });

export default async function WorkbenchPage({ searchParams }: { searchParams: Promise<unknown> }) {
  const { job } = searchSchema.parse(await searchParams);
  const user = await signedInUser();
  const [balance, capabilities, consent] = await Promise.all([
    user && readBalanceOf(user.id),
    readCapabilities(),
    readSignUpConsent(),
  ]);
  return (
    <WorkbenchScreen
      balance={balance}
      capabilities={capabilities}
      signUp={{ ...readSignUpTerms(), consent }}
      signInWays={readSignInWays()}
      namedJobId={job ?? null}
    />
  );
}
