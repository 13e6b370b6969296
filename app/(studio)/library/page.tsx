import type { Metadata } from "next";
import { LibraryView } from "@/components/jobs/library/library-view";
import { requireUser } from "@/lib/http/auth/signed-in-user";
import { readCanKeep } from "@/lib/http/pages/page-data";

export const metadata: Metadata = { title: "Library" };

export default async function LibraryPage() {
  await requireUser("/library");
  return <LibraryView canKeep={readCanKeep()} />;
}
