import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { LegalText } from "@/components/site/legal-text";
import { readLegal } from "@/lib/http/pages/legal-data";

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await readLegal("privacy"))?.title });

export default async function PrivacyPage() {
  const page = await readLegal("privacy");
  return page ? <LegalText title={page.title} text={page.text} /> : notFound();
}
