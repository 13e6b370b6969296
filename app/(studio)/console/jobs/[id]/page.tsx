import type { Metadata } from "next";
import { JobDetails } from "@/components/jobs/job-details";
import { requireUser } from "@/lib/http/auth/signed-in-user";
import { readCanKeep } from "@/lib/http/pages/page-data";

export const metadata: Metadata = { title: "Job" };

export default async function JobPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  await requireUser(`/console/jobs/${encodeURIComponent(id)}`);
  return <JobDetails id={id} canKeep={readCanKeep()} />;
}
