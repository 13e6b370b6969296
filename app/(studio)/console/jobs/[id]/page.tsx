import type { Metadata } from "next";
import { requireUser } from "@/lib/http/auth/signed-in-user";
import { readCanKeep } from "@/lib/http/pages/page-data";
import { JobScreen } from "./job-screen";

export const metadata: Metadata = { title: "Job" };

export default async function JobPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  await requireUser(`/console/jobs/${encodeURIComponent(id)}`);
  return <JobScreen id={id} canKeep={readCanKeep()} />;
}
