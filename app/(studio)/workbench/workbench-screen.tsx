"use client";

import { useRouter } from "next/navigation";
import { lazy, Suspense } from "react";
import { Workbench } from "@/components/workbench/workbench";
import type { Balance, Capabilities } from "@/lib/contract/answers";

const AuthDialog = lazy(() => import("@/components/auth/auth-dialog").then((file) => ({ default: file.AuthDialog })));

type Props = { balance: Balance | null; capabilities: Capabilities; signUp: { open: boolean; credits: number } };

/** Joins two features that do not know each other: the workbench and the sign-in dialog. */
export function WorkbenchScreen({ balance, capabilities, signUp }: Props) {
  const freeCredits = signUp.open ? signUp.credits : 0;
  const router = useRouter();
  return (
    <Workbench
      balance={balance}
      capabilities={capabilities}
      freeCredits={freeCredits}
      renderSignIn={({ open, onClose }) => (
        <Suspense>
          {open && (
            <AuthDialog
              open
              onOpenChange={(next) => !next && onClose(false)}
              onSignedIn={() => {
                onClose(true);
                router.refresh();
              }}
              signupCredits={freeCredits}
              signUpOpen={signUp.open}
              returning={balance !== null}
            />
          )}
        </Suspense>
      )}
    />
  );
}
