"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { signInWithLink } from "../sign-in-with-password";

/**
 * The page that a mailed link leads to. The link is used by its button alone: the scanners of mail servers open pages, and press
 * nothing.
 */
export function EmailLinkStep({ token, next }: { token: string; next: string }) {
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const open = async () => {
    setPending(true);
    setProblem(null);
    const result = await signInWithLink(token);
    if (result.state === "refused") {
      setProblem(result.problems.form ?? null);
      setPending(false);
    } else {
      const code = `/sign-in/second-factor?next=${encodeURIComponent(next)}`;
      window.location.assign(result.state === "second-factor" ? code : next);
    }
  };
  return (
    <div className="grid gap-5">
      {problem ? (
        <p role="alert" className="rounded-lg bg-destructive/10 p-3 text-destructive text-sm">
          {problem}
        </p>
      ) : null}
      <Button size="lg" className="w-full" pending={pending} onClick={() => void open()}>
        Sign in
      </Button>
    </div>
  );
}
