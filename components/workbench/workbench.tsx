import { Keyboard } from "lucide-react";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import type { Balance, Capabilities } from "@/lib/contract/answers";
import { useWaysIn } from "./intake/use-ways-in";
import { Welcome } from "./intake/welcome";
import { useUnsentWarning } from "./queue/use-queue";
import { useKeysEnabled } from "./shortcuts/use-keys-enabled";
import { useShortcuts } from "./shortcuts/use-shortcuts";
import { SideColumn } from "./side-column";
import { useWorkbench } from "./use-workbench";
import { useWorkbenchCommands } from "./use-workbench-commands";
import { useWorkbenchKeys } from "./use-workbench-keys";

// What an empty workbench does not show is loaded when it is needed.
const OpenPhoto = lazy(() => import("./open-photo").then((file) => ({ default: file.OpenPhoto })));
const PhotoQueue = lazy(() => import("./list/photo-queue").then((file) => ({ default: file.PhotoQueue })));
const ShortcutsDialog = lazy(() =>
  import("./shortcuts/shortcuts-dialog").then((file) => ({ default: file.ShortcutsDialog })),
);

type Props = {
  /** Null while nobody is signed in. */
  balance: Balance | null;
  capabilities: Capabilities;
  freeCredits: number;
  /** The job that the page's address names; null for none. */
  namedJobId: string | null;
  /** Dialogs that belong to other features, so the page passes them in. */
  renderSignIn: (signIn: { open: boolean; onClose: (signedIn: boolean) => void }) => ReactNode;
  renderShare: (share: { jobId: string; onClose: () => void }) => ReactNode;
};

export function Workbench({ balance, capabilities, freeCredits, namedJobId, renderSignIn, renderShare }: Props) {
  const workbench = useWorkbench({ balance, capabilities, namedJobId });
  const { open, add, server } = workbench;
  // A guest has photos of this browser alone: no list is loaded while those are looked up.
  const hasQueue = open !== null || server.failed || (server.loading && workbench.signedIn);
  const [helping, setHelping] = useState(false);
  const [keysEnabled, setKeysEnabled] = useKeysEnabled();
  const ways = useWaysIn({ signedIn: workbench.signedIn, onFiles: add, onSignInNeeded: workbench.requestSignIn });
  useUnsentWarning(workbench.unsent);
  const list = (
    <Suspense>
      <PhotoQueue workbench={workbench} ways={ways} onHelp={() => setHelping(true)} />
    </Suspense>
  );
  const holdBefore = useShortcuts(
    keysEnabled,
    useWorkbenchKeys(workbench, () => setHelping(true)),
  );

  useWorkbenchCommands(workbench, ways, () => setHelping(true));

  return (
    <div
      className={cn(
        "relative flex flex-1 flex-col lg:grid lg:h-[calc(100dvh-4rem-1px)] lg:flex-none lg:grid-rows-[minmax(0,1fr)]",
        hasQueue ? "lg:grid-cols-[15.5rem_minmax(0,1fr)_20rem]" : "lg:grid-cols-[minmax(0,1fr)_20rem]",
      )}
    >
      {ways.parts}
      {open ? (
        <Suspense fallback={<section className="flex-1 bg-canvas lg:col-start-[-3] lg:row-start-1" />}>
          <OpenPhoto
            photo={open}
            workbench={workbench}
            capabilities={capabilities}
            freeCredits={freeCredits}
            holdBefore={holdBefore}
            keysEnabled={keysEnabled}
            renderShare={renderShare}
          >
            {list}
          </OpenPhoto>
        </Suspense>
      ) : (
        <>
          <section
            aria-label="Photo"
            className="relative flex min-h-0 flex-1 flex-col bg-canvas lg:col-start-[-3] lg:row-start-1"
          >
            <Welcome loading={server.loading} ways={ways} />
            <div className="absolute top-3 right-3 max-lg:hidden">
              <Button variant="ghost" size="icon-sm" aria-label="Keyboard shortcuts" onClick={() => setHelping(true)}>
                <Keyboard aria-hidden className="text-muted-foreground" />
              </Button>
            </div>
          </section>
          {hasQueue && list}
          <SideColumn workbench={workbench} capabilities={capabilities} freeCredits={freeCredits} />
        </>
      )}
      {ways.isDragging && <DropVeil />}
      <Suspense>
        {helping && (
          <ShortcutsDialog open onOpenChange={setHelping} enabled={keysEnabled} onEnabledChange={setKeysEnabled} />
        )}
      </Suspense>
      {renderSignIn({ open: workbench.signingIn, onClose: workbench.closeSignIn })}
    </div>
  );
}

function DropVeil() {
  return (
    <div className="pointer-events-none absolute inset-3 z-40 grid place-items-center rounded-xl border-2 border-dashed border-brand bg-background/85 backdrop-blur-sm">
      <p className="text-xl font-semibold">Drop to add your photos</p>
    </div>
  );
}
