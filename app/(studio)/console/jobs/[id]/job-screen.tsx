"use client";

import { lazy, Suspense } from "react";
import { JobDetails } from "@/components/jobs/job-details";

const ShareDialog = lazy(() =>
  import("@/components/share/share-dialog").then((file) => ({ default: file.ShareDialog })),
);

/** Joins two features that do not know each other: the page of a job, and the dialog for sharing. */
export function JobScreen({ id, canKeep }: { id: string; canKeep: boolean }) {
  return (
    <JobDetails
      id={id}
      canKeep={canKeep}
      renderShare={({ jobId, onClose }) => (
        <Suspense>
          <ShareDialog jobId={jobId} onClose={onClose} />
        </Suspense>
      )}
    />
  );
}
