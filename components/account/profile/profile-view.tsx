"use client";

import { LoadState } from "@/components/ui/load-state";
import { Skeleton } from "@/components/ui/loading";
import { retryOrSignIn } from "@/lib/client/api-problem";
import { EmailCard } from "./email-card";
import { NameCard } from "./name-card";
import { NewPhotosCard } from "./new-photos-card";
import { useProfile } from "./use-profile";

/** Who the account's owner is, and how they like the studio. */
export function ProfileView() {
  const query = useProfile();
  const profile = query.data;
  if (!profile) {
    return (
      <LoadState query={query} subject="your profile" onRetry={retryOrSignIn} className="grid max-w-xl gap-6">
        <Skeleton className="h-64" />
        <Skeleton className="h-40" />
        <Skeleton className="h-80" />
      </LoadState>
    );
  }
  return (
    <div className="grid max-w-xl gap-6">
      <NameCard profile={profile} />
      <EmailCard profile={profile} />
      <NewPhotosCard profile={profile} />
    </div>
  );
}
