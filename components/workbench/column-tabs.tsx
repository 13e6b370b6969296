import type { ReactNode } from "react";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/navigation/tabs";

export type ColumnTab = "adjust" | "options";
type Props = { shown: ColumnTab; onShow: (tab: ColumnTab) => void; adjust: ReactNode; options: ReactNode };

/** The two halves of the right column of a photo that has a result. */
export function ColumnTabs({ shown, onShow, adjust, options }: Props) {
  return (
    <Tabs value={shown} onValueChange={(next) => onShow(next === "adjust" ? "adjust" : "options")}>
      <TabsList className="mb-5 w-full">
        <TabsTrigger value="adjust">Adjust</TabsTrigger>
        <TabsTrigger value="options">Colorize</TabsTrigger>
      </TabsList>
      <TabsContent value="adjust">{adjust}</TabsContent>
      <TabsContent value="options">{options}</TabsContent>
    </Tabs>
  );
}
