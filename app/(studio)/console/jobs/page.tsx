import type { Metadata } from "next";
import { JobsView } from "@/components/jobs/jobs-view";
import { requireUser } from "@/lib/http/auth/signed-in-user";

export const metadata: Metadata = { title: "Jobs" };

export default async function JobsPage() {
  await requireUser("/console/jobs");
  return <JobsView />;
}
