import { lazy, Suspense, useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import type { Capabilities } from "@/lib/contract/answers";
import { isNeutral } from "@/lib/contract/photos/recipe";
import { formatCount } from "@/lib/format/format-numbers";
import { AdjustPanel } from "./adjust/adjust-parts";
import type { AdjustSession } from "./adjust/adjust-session";
import type { ColumnTab } from "./column-tabs";
import { OptionPanel } from "./options/option-panel";
import { RunBar } from "./options/run-bar";
import { summarizeOptions } from "./options/summarize-options";
import { isPure } from "./photo-facts/describe-finding";
import { isInProgress, type QueuePhoto } from "./queue/queue-photo";
import type { WorkbenchState } from "./use-workbench";

const ColumnTabs = lazy(() => import("./column-tabs").then((file) => ({ default: file.ColumnTabs })));

type Props = {
  workbench: WorkbenchState;
  capabilities: Capabilities;
  freeCredits: number;
  /** The adjustments of the open photo's result; null while there is none. */
  session?: AdjustSession | null;
};

/** The column on the right, on phones below the photo: options, adjustments of a result, and what would be paid. */
export function SideColumn({ workbench, capabilities, freeCredits, session = null }: Props) {
  const [tab, setTab] = useState<ColumnTab>("adjust");
  const { price, toSend, available, signedIn, photos } = workbench;
  const options = <OptionPanel workbench={workbench} capabilities={capabilities} />;
  const isAdjusting = session !== null && tab === "adjust" && workbench.selection.refs.length === 0;
  const shown = isAdjusting ? "adjust" : "options";
  return (
    <aside
      aria-label="Options"
      className={cn(
        "flex min-h-0 flex-col border-border bg-background max-lg:border-t lg:col-start-[-2] lg:row-start-1 lg:border-l",
        // The price is fixed to the bottom there.
        toSend.length > 0 && "max-lg:pb-36",
      )}
    >
      <div id="options" className="min-h-0 flex-1 overflow-y-auto p-4 lg:p-5">
        {session ? (
          <Suspense>
            <ColumnTabs
              shown={shown}
              onShow={(next) => {
                setTab(next);
                if (next === "adjust") workbench.selection.clear();
              }}
              adjust={
                <>
                  <AdjustPanel session={session} />
                  <ForOthers session={session} photos={photos} />
                </>
              }
              options={options}
            />
          </Suspense>
        ) : (
          options
        )}
      </div>
      {(!isAdjusting || toSend.length > 0) && (
        <RunBar
          price={price}
          photos={toSend.length}
          atWork={photos.filter(isInProgress).length}
          withoutGray={photos.filter(({ state, local }) => state === "ready" && isPure(local?.facts ?? null)).length}
          available={signedIn ? available : null}
          freeCredits={freeCredits}
          isClosed={workbench.isClosed}
          summary={summarizeOptions(toSend.map(({ order }) => order))}
          onRun={workbench.run}
        />
      )}
    </aside>
  );
}

/** Gives the other results of the list the sliders of this one. What was painted is this photo's alone. */
function ForOthers({ session, photos }: { session: AdjustSession; photos: readonly QueuePhoto[] }) {
  const others = photos.flatMap(({ state, chosen }) =>
    state === "done" && chosen && chosen.jobId !== session.jobId ? [chosen] : [],
  );
  if (others.length === 0 || isNeutral({ ...session.recipe, hints: [] })) return null;
  const use = () => {
    session.applyLookTo(others);
    toast(`${formatCount(others.length, "other result")} now ${others.length === 1 ? "has" : "have"} these sliders.`);
  };
  return (
    <Button variant="outline" className="mt-5 w-full" onClick={use}>
      Use the sliders for {formatCount(others.length, "other result")}
    </Button>
  );
}
