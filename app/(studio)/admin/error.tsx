"use client";

import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";

/** A page of the operator that could not be read: the others are a click away, and this one may work a moment later. */
export default function AdminError({ error }: { error: Error & { digest?: string } }) {
  // Its scripts are those of an earlier version: React's own retry would ask for the same ones again.
  const isOutdated = error.name === "ChunkLoadError";
  const where = error.digest ? ` The log has why, with the number ${error.digest}.` : " The log has why.";
  return (
    <>
      <PageHeader title={isOutdated ? "The studio was updated" : "This page could not be loaded"} />
      <ErrorState
        title={isOutdated ? "Load the page again" : "The studio could not read what belongs here"}
        detail={
          isOutdated
            ? "It needs the new version's scripts."
            : `Nothing was changed. See that the database answers, then try again.${where}`
        }
        onRetry={() => window.location.reload()}
      />
    </>
  );
}
