"use client";

import { SecondFactorForm } from "./second-factor-form";

/** The code as a page of its own, for who comes back from another service or from a mail. */
export function SecondFactorStep({ next }: { next: string }) {
  return (
    <SecondFactorForm
      onSignedIn={() => window.location.assign(next)}
      onBack={() => window.location.assign(`/sign-in?next=${encodeURIComponent(next)}`)}
    />
  );
}
