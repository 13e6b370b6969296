import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { readNextPath } from "@/components/auth/read-next-path";
import { SecondFactorStep } from "@/components/auth/second-factor-form";
import { PageHeader } from "@/components/ui/page-header";
import { awaitsSecondFactor, signedInUser } from "@/lib/http/auth/signed-in-user";

export const metadata: Metadata = { title: "Enter a code" };

type Props = { searchParams: Promise<{ next?: string | string[] }> };

export default async function SecondFactorPage({ searchParams }: Props) {
  const next = readNextPath((await searchParams).next);
  if (await signedInUser()) redirect(next);
  if (!(await awaitsSecondFactor())) redirect(`/sign-in?next=${encodeURIComponent(next)}`);
  return (
    <>
      <PageHeader title="One more step">Your account asks for a code.</PageHeader>
      <SecondFactorStep next={next} />
    </>
  );
}
