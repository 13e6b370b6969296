import type { Metadata } from "next";
import { ChangeElsewhere } from "@/components/auth/lost-access/change-elsewhere";
import { ConfirmEmail } from "@/components/auth/lost-access/confirm-email";
import { ConfirmWithPassword } from "@/components/auth/lost-access/confirm-with-password";
import { LinkProblem } from "@/components/auth/lost-access/link-problem";
import { readEmailLinkState } from "@/lib/http/pages/link-pages";

export const metadata: Metadata = {
  title: "Confirm your address",
  referrer: "no-referrer",
  robots: { index: false, follow: false },
};

type Props = { searchParams: Promise<{ token?: string | string[]; kind?: string | string[] }> };

/**
 * Shows a button: programs that look at the links of a mail open them, and only a person presses it. Where nobody is signed in to
 * the account it asks for the password or to sign in, too: somebody else's account may have this address, or want it.
 */
export default async function ConfirmEmailPage({ searchParams }: Props) {
  const query = await searchParams;
  const token = String(query.token ?? "");
  const kind = query.kind === "change" ? "change" : "confirm";
  const { email, problem, needsProof } = await readEmailLinkState(token, kind);
  if (email === null) return <LinkProblem of={kind} problem={problem} />;
  if (!needsProof) return <ConfirmEmail token={token} kind={kind} email={email} />;
  return kind === "change" ? (
    <ChangeElsewhere token={token} email={email} />
  ) : (
    <ConfirmWithPassword token={token} email={email} />
  );
}
