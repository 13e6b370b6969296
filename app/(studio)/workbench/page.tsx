import type { Metadata } from "next";
import { readBalanceOf, readCapabilities, readSignUpTerms } from "@/lib/http/page-data";
import { signedInUser } from "@/lib/http/signed-in-user";
import { WorkbenchScreen } from "./workbench-screen";

export const metadata: Metadata = { title: "Workbench" };

export default async function WorkbenchPage() {
  const user = await signedInUser();
  const [balance, capabilities] = await Promise.all([user && readBalanceOf(user.id), readCapabilities()]);
  return <WorkbenchScreen balance={balance} capabilities={capabilities} signUp={readSignUpTerms()} />;
}
