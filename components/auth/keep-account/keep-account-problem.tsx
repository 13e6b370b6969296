import Link from "next/link";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import type { ErrorCode } from "@/lib/errors/error-codes";

const words: Partial<Record<ErrorCode, { title: string; text: string }>> = {
  link_expired: {
    title: "This link is too old",
    text: "An account can be kept for seven days. It is deleted by now, or about to be.",
  },
  link_used: {
    title: "This link was used already",
    text: "The account stays. If somebody asked to delete it again since, there is a newer mail.",
  },
};
const cut = {
  title: "This link does not work",
  text: "Mail programs sometimes cut links: copy the whole one. The link of an account that is deleted does not work either.",
};

/** A link to keep an account that does not work: why, and what to do next. */
export function KeepAccountProblem({ problem }: { problem: ErrorCode }) {
  const { title, text } = words[problem] ?? cut;
  return (
    <>
      <PageHeader title={title}>{text}</PageHeader>
      <Button asChild className="justify-self-start">
        <Link href="/sign-in">Sign in</Link>
      </Button>
    </>
  );
}
