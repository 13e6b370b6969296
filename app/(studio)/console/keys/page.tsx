import type { Metadata } from "next";
import { KeysView } from "@/components/keys/keys-view";
import { readRequestOrigin } from "@/lib/http/page-data";
import { requireUser } from "@/lib/http/signed-in-user";

export const metadata: Metadata = { title: "API keys" };

export default async function KeysPage() {
  await requireUser("/console/keys");
  return <KeysView origin={await readRequestOrigin()} />;
}
