"use client";

import { useRouter } from "next/navigation";
import { lazy, Suspense } from "react";
import { Workbench } from "@/components/workbench/workbench";
import type { ConsentTerms } from "@/lib/contract/accounts/legal";
import type { OfferedWay } from "@/lib/contract/accounts/sign-in";
import type { Balance, Capabilities } from "@/lib/contract/answers";

const AuthDialog = lazy(() => import("@/components/auth/auth-dialog").then((file) => ({ default: file.AuthDialog })));

const ShareDialog = lazy(() =>
  import("@/components/share/share-dialog").then((file) => ({ default: file.ShareDialog })),
);

type Props = {
  balance: Balance | null;
  capabilities: Capabilities;
  signUp: { open: boolean; credits: number; consent: ConsentTerms | null };
  signInWays: OfferedWay[];
  namedJobId: string | null;
};

/** Joins features that do not know each other: the workbench, the sign-in dialog, and that for sharing. */
export function WorkbenchScreen({ balance, capabilities, signUp, signInWays, namedJobId }: Props) {
  const freeCredits = signUp.open ? signUp.credits : 0;
  const router = useRouter();
  return (
    <Workbench
      balance={balance}
      capabilities={capabilities}
      freeCredits={freeCredits}
      namedJobId={namedJobId}
      renderShare={({ jobId, onClose }) => (
        <Suspense>
          <ShareDialog jobId={jobId} onClose={onClose} />
        </Suspense>
      )}
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
              consent={signUp.consent}
              ways={signInWays}
              returning={balance !== null}
            />
          )}
        </Suspense>
      )}
    />
  );
}
