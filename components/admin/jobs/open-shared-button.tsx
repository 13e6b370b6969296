"use client";

import { useState } from "react";
import { toast } from "sonner";
import { z } from "zod";
import { Button } from "@/components/ui/button";
import { fetchJson } from "@/lib/client/api-client";

const answerSchema = z.object({ url: z.string() });

/** Leads to the page of a photo that its owner shares. That it was opened is written down before it is. */
export function OpenSharedButton({ jobId }: { jobId: string }) {
  const [pending, setPending] = useState(false);
  const open = async () => {
    setPending(true);
    try {
      const { url } = await fetchJson(`/api/admin/jobs/${jobId}/shared-photo`, answerSchema, { method: "POST" });
      window.location.assign(url);
    } catch (problem) {
      setPending(false);
      toast.error(problem instanceof Error ? problem.message : "The photo could not be opened");
    }
  };
  return (
    <Button variant="outline" pending={pending} onClick={open} title="Its owner sees in their activity that you did">
      Open the shared photo
    </Button>
  );
}
