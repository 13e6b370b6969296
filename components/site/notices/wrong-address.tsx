"use client";

import { MapPin } from "lucide-react";
import { type ReactNode, useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

type Props = { publicUrl: string | null; children: ReactNode };

const never = () => () => {};

/**
 * The same page at the studio's own address, where this browser has it open at another one; null where all is well. Only the
 * browser knows what its address bar says: a proxy may tell the server anything.
 */
function useRightAddress(publicUrl: string | null): { here: string; right: string } | null {
  const href = useSyncExternalStore(
    never,
    () => window.location.href,
    () => null,
  );
  if (!publicUrl || href === null) return null;
  const { origin, pathname, search } = new URL(href);
  return origin === publicUrl ? null : { here: origin, right: `${publicUrl}${pathname}${search}` };
}

/**
 * Stands in for pages on which people sign in or write: at another address than the studio's own no session works, and each photo
 * would fail by itself.
 */
export function AddressGate({ publicUrl, children }: Props) {
  const address = useRightAddress(publicUrl);
  if (!address || !publicUrl) return children;
  return (
    <main id="main" className="grid min-h-dvh place-items-center p-4">
      <EmptyState
        icon={MapPin}
        titleIs="h1"
        title={`This studio is at ${new URL(publicUrl).host}`}
        action={
          <Button asChild>
            <a href={address.right}>Open it there</a>
          </Button>
        }
      >
        You opened it at {new URL(address.here).host}, where nobody can sign in and no photo can be sent.
      </EmptyState>
    </main>
  );
}

/** On pages that only show something: they work, and what their links lead to would not. */
export function AddressBanner({ publicUrl }: { publicUrl: string | null }) {
  const address = useRightAddress(publicUrl);
  if (!address || !publicUrl) return null;
  return (
    <div role="status" className="border-b bg-primary/12">
      <p className="mx-auto flex w-full max-w-[88rem] flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 text-sm sm:px-6">
        <span>This studio is at {new URL(publicUrl).host}. Signing in works only there.</span>
        <a
          href={address.right}
          className="inline-flex min-h-11 items-center font-medium underline underline-offset-4 sm:min-h-8"
        >
          Open it there
        </a>
      </p>
    </div>
  );
}
