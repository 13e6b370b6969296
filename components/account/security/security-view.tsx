"use client";

import { LoadState } from "@/components/ui/load-state";
import { Skeleton } from "@/components/ui/loading";
import { retryOrSignIn } from "@/lib/client/api-problem";
import { useProfile } from "../profile/use-profile";
import { ConnectedSignInsCard } from "./connected-sign-ins-card";
import { NoPasswordCard } from "./no-password-card";
import { PasswordCard } from "./password-card";
import { SecondFactorCard } from "./second-factor-card";
import { SessionsCard } from "./sessions-card";

/** Everything by which the account is opened. */
export function SecurityView() {
  const query = useProfile();
  return (
    <div className="grid max-w-xl gap-6">
      <LoadState query={query} subject="your password" onRetry={retryOrSignIn} className="grid">
        <Skeleton className="h-80" />
      </LoadState>
      {query.data?.hasPassword ? <PasswordCard email={query.data.email} /> : null}
      {query.data && !query.data.hasPassword ? <NoPasswordCard email={query.data.email} /> : null}
      <SecondFactorCard />
      <ConnectedSignInsCard />
      <SessionsCard />
    </div>
  );
}
