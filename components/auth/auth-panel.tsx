"use client";

import Link from "next/link";
import { cn, textLink } from "@/components/ui/class-names";
import type { ConsentTerms } from "@/lib/contract/accounts/legal";
import { SignInForm } from "./sign-in-form";
import { SignUpClosed } from "./sign-up-closed";
import { SignUpForm } from "./sign-up-form";

type Props = {
  mode: "sign-in" | "sign-up";
  /** A path of this studio, from readNextPath. */
  next: string;
  signUpOpen: boolean;
  /** What a new account agrees to. */
  consent?: ConsentTerms | null;
};

/** Sign-in or sign-up as a page. It ends in a full page load, so that nothing of an earlier user stays in memory. */
export function AuthPanel({ mode, next, signUpOpen, consent = null }: Props) {
  const leave = () => window.location.assign(next);
  const isNew = mode === "sign-up";
  const other = isNew ? "/sign-in" : "/sign-up";
  return (
    <div className="grid gap-6">
      {isNew && !signUpOpen ? <SignUpClosed /> : null}
      {isNew && signUpOpen ? <SignUpForm onSignedIn={leave} consent={consent} /> : null}
      {isNew ? null : <SignInForm onSignedIn={leave} />}
      <p className="text-muted-foreground text-sm">
        {isNew ? "Have an account?" : "New here?"}{" "}
        <Link href={`${other}?next=${encodeURIComponent(next)}`} className={cn(textLink, "font-medium")}>
          {isNew ? "Sign in" : "Create an account"}
        </Link>
      </p>
    </div>
  );
}
