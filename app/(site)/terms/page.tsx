import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { LegalText } from "@/components/site/legal-text";
import { readLegal } from "@/lib/http/pages/legal-data";

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await readLegal("terms"))?.title });

export default async function TermsPage() {
  const page = await readLegal("terms");
  return page ? <LegalText title={page.title} text={page.text} /> : notFound();
}
