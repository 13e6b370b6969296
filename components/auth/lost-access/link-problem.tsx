import Link from "next/link";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import type { EmailLinkKind } from "@/lib/contract/accounts/lost-access";
import type { ErrorCode } from "@/lib/errors/error-codes";

type LinkUse = "reset" | EmailLinkKind;
type Words = { title: string; text: string };
type Step = { label: string; href: string };

const cut = {
  title: "This link is not complete",
  text: "Mail programs sometimes cut links, and links of another studio do not work here. Copy the whole link from the mail.",
};

const words: Record<LinkUse, Partial<Record<ErrorCode, Words>>> = {
  reset: {
    link_expired: {
      title: "This link is too old",
      text: "A link to a new password works for an hour. Ask for another one.",
    },
    link_used: {
      title: "This link no longer works",
      text:
        "It works once, and a newer password makes older links worthless. Sign in with your new password. If it was not you " +
        "who chose it, ask for another link at once.",
    },
    account_suspended: {
      title: "This account is suspended",
      text: "Its password cannot be reset now. Ask the person who runs this studio.",
    },
  },
  confirm: {
    link_expired: {
      title: "This link is too old",
      text: "A link that confirms an address works for seven days. Your profile sends you another one.",
    },
    link_used: {
      title: "This link was used already",
      text: "It works once. Your profile says whether your address is confirmed.",
    },
  },
  change: {
    link_expired: {
      title: "This link is too old",
      text: "A link to a new address works for a day. Nothing was changed. Ask for the change again in your profile.",
    },
    link_used: {
      title: "This link no longer works",
      text: "It works once, and only the one that was asked for last. Your profile shows the address that counts.",
    },
  },
};

const nextSteps: Record<LinkUse, Step> = {
  reset: { label: "Ask for another link", href: "/forgot-password" },
  confirm: { label: "Open your profile", href: "/console/account" },
  change: { label: "Open your profile", href: "/console/account" },
};

/** A link that does not work: why, and what to do next. */
export function LinkProblem({ of, problem }: { of: LinkUse; problem: ErrorCode }) {
  const { title, text } = words[of][problem] ?? cut;
  const step = nextSteps[of];
  return (
    <>
      <PageHeader title={title}>{text}</PageHeader>
      <div className="flex flex-wrap gap-3">
        {problem === "account_suspended" ? null : (
          <Button asChild>
            <Link href={step.href}>{step.label}</Link>
          </Button>
        )}
        <Button asChild variant="outline">
          <Link href="/sign-in">Sign in</Link>
        </Button>
      </div>
    </>
  );
}
