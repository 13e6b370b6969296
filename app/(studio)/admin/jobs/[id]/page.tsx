import type { Metadata } from "next";
import { JobView } from "@/components/admin/jobs/job-view";
import { readJob } from "@/lib/http/admin/jobs/read-jobs";
import { orNotFound } from "@/lib/http/admin/page-addresses";
import { requireOperator } from "@/lib/http/auth/signed-in-user";

export const metadata: Metadata = { title: "Job" };

export default async function AnyJobPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  await requireOperator(`/admin/jobs/${encodeURIComponent(id)}`);
  return <JobView job={await orNotFound(readJob(id))} />;
}
