import type { Metadata } from "next";
import { ModelsView } from "@/components/admin/models/models-view";
import { readModels } from "@/lib/http/admin/read-overview";
import { requireOperator } from "@/lib/http/auth/signed-in-user";

export const metadata: Metadata = { title: "Models" };

export default async function ModelsPage() {
  await requireOperator("/admin/models");
  return <ModelsView {...(await readModels())} />;
}
