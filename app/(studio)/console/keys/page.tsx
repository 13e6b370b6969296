import type { Metadata } from "next";
import { KeysView } from "@/components/keys/keys-view";
import { requireUser } from "@/lib/http/auth/signed-in-user";
import { readRequestOrigin } from "@/lib/http/pages/page-data";

export const metadata: Metadata = { title: "API keys" };

export default async function KeysPage() {
  await requireUser("/console/keys");
  return <KeysView origin={await readRequestOrigin()} />;
}
