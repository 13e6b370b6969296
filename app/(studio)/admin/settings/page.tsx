import type { Metadata } from "next";
import { SettingsView } from "@/components/admin/settings/settings-view";
import { readSettingsAnswer } from "@/lib/http/admin/handle-settings";
import { requireOperator } from "@/lib/http/auth/signed-in-user";
import { studio } from "@/lib/http/studio/studio";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  await requireOperator("/admin/settings");
  return <SettingsView initial={await readSettingsAnswer(studio())} />;
}
