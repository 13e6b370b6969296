"use client";

import { CircleAlert } from "lucide-react";
import Link from "next/link";
import { cn, textLink } from "@/components/ui/class-names";
import type { ConsentTerms } from "@/lib/contract/accounts/legal";
import type { OfferedWay } from "@/lib/contract/accounts/sign-in";
import { OtherWays } from "./other-ways/other-ways";
import { SignInForm } from "./sign-in-form";
import { SignUpClosed } from "./sign-up-closed";
import { SignUpForm } from "./sign-up-form";

type Props = {
  mode: "sign-in" | "sign-up";
  /** A path of this studio, from readNextPath. */
  next: string;
  signUpOpen: boolean;
  /** What a new account agrees to; null where none can be made. */
  consent: ConsentTerms | null;
  ways: OfferedWay[];
  /** Why a sign-in somewhere else came to nothing. */
  problem?: string | null;
};

/** Sign-in or sign-up as a page. It ends in a full page load, so that nothing of an earlier user stays in memory. */
export function AuthPanel({ mode, next, signUpOpen, ways, consent, problem }: Props) {
  const leave = () => window.location.assign(next);
  const isNew = mode === "sign-up";
  const other = isNew ? "/sign-in" : "/sign-up";
  return (
    <div className="grid gap-6">
      {problem ? (
        <p role="alert" className="flex gap-2.5 rounded-lg bg-destructive/10 p-3 text-destructive text-sm">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {problem}
        </p>
      ) : null}
      {isNew && !signUpOpen ? <SignUpClosed /> : null}
      {isNew && signUpOpen ? (
        <>
          <SignUpForm onSignedIn={leave} consent={consent} />
          <OtherWays ways={ways} next={next} consent={consent} />
        </>
      ) : null}
      {isNew ? null : <SignInForm onSignedIn={leave} next={next} ways={ways} consent={consent} />}
      <p className="text-muted-foreground text-sm">
        {isNew ? "Have an account?" : "New here?"}{" "}
        <Link href={`${other}?next=${encodeURIComponent(next)}`} className={cn(textLink, "font-medium")}>
          {isNew ? "Sign in" : "Create an account"}
        </Link>
      </p>
    </div>
  );
}
