import { useState } from "react";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import type { Capabilities } from "@/lib/contract/answers";
import { AdjustPanel } from "./adjust/adjust-parts";
import type { AdjustSession } from "./adjust/adjust-session";
import { OptionPanel } from "./options/option-panel";
import { RunBar } from "./options/run-bar";
import { summarizeOptions } from "./options/summarize-options";
import { isInProgress, type WorkbenchState } from "./use-workbench";

type Props = {
  workbench: WorkbenchState;
  capabilities: Capabilities;
  freeCredits: number;
  /** The adjustments of the open photo's result; null while there is none. */
  session?: AdjustSession | null;
};

/** The column on the right, on phones below the photo: options, adjustments of a result, and what would be paid. */
export function SideColumn({ workbench, capabilities, freeCredits, session = null }: Props) {
  const [tab, setTab] = useState<"adjust" | "options">("adjust");
  const { price, toSend, available, signedIn, photos } = workbench;
  const options = <OptionPanel workbench={workbench} capabilities={capabilities} />;
  const isAdjusting = session !== null && tab === "adjust" && workbench.selection.refs.length === 0;
  const shown = isAdjusting ? "adjust" : "options";
  return (
    <aside
      aria-label="Options"
      className="flex min-h-0 flex-col border-border bg-background max-lg:border-t max-lg:pb-36 lg:col-start-[-2] lg:row-start-1 lg:border-l"
    >
      <div id="options" className="min-h-0 flex-1 overflow-y-auto p-4 lg:p-5">
        {session ? (
          <Tabs value={shown} onValueChange={(next) => setTab(next === "adjust" ? "adjust" : "options")}>
            <TabsList className="mb-5 w-full">
              <TabsTrigger value="adjust">Adjust</TabsTrigger>
              <TabsTrigger value="options">Colorize</TabsTrigger>
            </TabsList>
            <TabsContent value="adjust">
              <AdjustPanel session={session} />
            </TabsContent>
            <TabsContent value="options">{options}</TabsContent>
          </Tabs>
        ) : (
          options
        )}
      </div>
      {(!isAdjusting || toSend.length > 0) && (
        <RunBar
          price={price}
          photos={toSend.length}
          atWork={photos.filter(isInProgress).length}
          available={signedIn ? available : null}
          freeCredits={freeCredits}
          summary={summarizeOptions(toSend.map(({ order }) => order))}
          onRun={workbench.run}
        />
      )}
    </aside>
  );
}
