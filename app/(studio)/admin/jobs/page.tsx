import type { Metadata } from "next";
import { JobsView } from "@/components/admin/jobs/jobs-view";
import { jobFilterSchema, readJobs } from "@/lib/http/admin/jobs/read-jobs";
import { requireOperator } from "@/lib/http/auth/signed-in-user";

export const metadata: Metadata = { title: "All jobs" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AllJobsPage({ searchParams }: Props) {
  await requireOperator("/admin/jobs");
  const filters = jobFilterSchema.parse(await searchParams);
  return <JobsView page={await readJobs(filters)} filters={filters} />;
}
