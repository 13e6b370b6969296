import type { Metadata } from "next";
import { signedInUser } from "@/lib/http/auth/signed-in-user";
import { readBalanceOf, readCapabilities, readSignUpTerms } from "@/lib/http/pages/page-data";
import { WorkbenchScreen } from "./workbench-screen";

export const metadata: Metadata = { title: "Workbench" };

export default async function WorkbenchPage() {
  const user = await signedInUser();
  const [balance, capabilities] = await Promise.all([user && readBalanceOf(user.id), readCapabilities()]);
  return <WorkbenchScreen balance={balance} capabilities={capabilities} signUp={readSignUpTerms()} />;
}
